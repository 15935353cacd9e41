"""MoinMoin's own search, run in its own environment: pages come by its own ``moin load``.

What it loads is its own backup format: for each revision the length of its metadata in four
bytes, the metadata as JSON, and the text.
"""

import hashlib
import json
import os
import re
import struct
import subprocess
import sys
from contextlib import redirect_stdout
from pathlib import Path
from urllib.parse import unquote
from uuid import NAMESPACE_URL, uuid5

from answering import answer, fed_once, pages_in

HIT = re.compile(r'moin-search-name">\s*<a href="/([^"?]*)')
MADE = 1_790_000_000


class MoinMoin:
    """Asks for the page of results as a browser does; anonymous readers may read."""

    def __init__(self, app):
        self.browser = app.test_client()

    def page(self, question):
        return self.browser.get("/+search", query_string={"q": question}).text

    def names(self, page):
        return [unquote(address) for address in HIT.findall(page)]


def feed(place):
    """Make an instance and load every page into it."""
    backup = place / "pages.moin"
    with backup.open("wb") as file:
        for page in pages_in(place.parent / "pages.jsonl"):
            file.write(revision(page))
        file.write(struct.pack("!i", 0))
    run(place, "create-instance", "--path", str(place / "instance"))
    run(place / "instance", "index-create")
    run(place / "instance", "load", "--file", str(backup))


def revision(page):
    text = page["text"].replace("\n", "\r\n").encode()
    number = {part: uuid5(NAMESPACE_URL, part + page["name"]).hex for part in ("i", "d", "r")}
    meta = {
        "action": "SAVE",
        "comment": "",
        "contenttype": "text/x-markdown;charset=utf-8",
        "dataid": number["d"],
        "externallinks": [],
        "itemid": number["i"],
        "itemlinks": [],
        "itemtransclusions": [],
        "itemtype": "default",
        "language": page["language"],
        "mtime": MADE,
        "name": [page["name"]],
        "name_old": [],
        "namespace": "",
        "rev_number": 1,
        "revid": number["r"],
        "sha1": hashlib.sha1(text).hexdigest(),  # noqa: S324 - its format asks for it
        "size": len(text),
        "summary": "",
        "tags": [],
    }
    told = json.dumps(meta).encode()
    return struct.pack("!i", len(told)) + told + text


def run(folder, *command):
    moin = str(Path(sys.executable).parent / "moin")
    subprocess.run([moin, *command], cwd=folder, check=True, stdout=sys.stderr)  # noqa: S603 - our own


def opened(place):
    os.chdir(place / "instance")
    with redirect_stdout(sys.stderr):
        from moin.app import create_app  # noqa: PLC0415 - reads the folder it is in

        return create_app()


if __name__ == "__main__":
    where = Path(sys.argv[1])
    fed_once(where, feed)
    answer(MoinMoin(opened(where)))
