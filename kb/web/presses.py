"""A button that is pressed twice does one thing: the second press gets the first's answer.

The macro ``csrf`` gives each form a key. What came with the same key to the same address is
the same press; whatever differs, a word or a file, is another. Forms without the key, and
whoever has not signed in, are answered as ever.
"""

import json
import secrets
from hashlib import sha256

from flask import Flask, Response, request, session
from flask.json.tag import TaggedJSONSerializer
from werkzeug.datastructures import FileStorage, Headers

from kb.foundation.db import has_written, reading
from kb.foundation.presses import answer_to, keep_answer

KEY = "once"
ANEW = {"csrf_token"}  # the same press may bring another, after another sign-in in another tab
LARGEST = 256 * 1024
WHO, SAID = "_user_id", "_flashes"

_words = TaggedJSONSerializer()


def init_app(app: Flask) -> None:
    """Let every form carry a key of its own."""
    app.add_template_global(lambda: secrets.token_urlsafe(16), KEY)


def sent() -> bytes | None:
    """Return all that makes a press this one, as bytes of fixed length; nothing for others."""
    if not (request.form.get(KEY) and session.get(WHO)):
        return None
    fields = [one for one in request.form.items(multi=True) if one[0] not in ANEW]
    files = [
        (name, file.filename, _digest_of(file))
        for name, file in request.files.items(multi=True)
    ]
    told = [session[WHO], request.method, request.full_path, fields, files]
    return sha256(json.dumps(told).encode()).digest()


def _digest_of(file: FileStorage) -> str:
    digest = sha256()
    while piece := file.stream.read(LARGEST):
        digest.update(piece)
    file.stream.seek(0)
    return digest.hexdigest()


def answered(sent: bytes | None) -> Response | None:
    """Return the answer to the same press, if it was pressed before."""
    if sent is None:
        return None
    with reading():
        kept = answer_to(sent)
    return None if kept is None else _read(kept)


def keep(sent: bytes | None, response: Response) -> None:
    """Keep the answer to a press that wrote something, with what is said to its reader."""
    whole = not (response.direct_passthrough or response.is_streamed)
    body = response.get_data() if whole else b""
    if sent and whole and len(body) <= LARGEST and has_written():
        head = [response.status, list(response.headers), _words.dumps(session.get(SAID, []))]
        keep_answer(sent, json.dumps(head).encode() + b"\n" + body)


def _read(kept: bytes) -> Response:
    head, _, body = kept.partition(b"\n")
    status, headers, said = json.loads(head)
    if said := _words.loads(said):
        session[SAID] = said
    return Response(body, status, Headers(headers))
