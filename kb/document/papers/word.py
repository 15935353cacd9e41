"""A Word document, as plain words or as Markdown with its pictures."""

from collections.abc import Callable
from typing import IO, Any

import mammoth

from kb.document.attachments.archives import check_texts, opened
from kb.document.imports.html import markdown_of

Keep = Callable[[bytes], str]  # keeps a picture's bytes and says what it is called

# Styles by their names; what Word itself calls a heading, mammoth knows.
STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Otsikko'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Quote'] => blockquote > p:fresh
"""


def words_in(stream: IO[bytes], name: str) -> str:
    """Return what a document says."""
    _check(stream, name)
    return str(mammoth.extract_raw_text(stream).value)


def markdown_in(stream: IO[bytes], name: str, keep: Keep) -> str:
    """Return a document in Markdown; ``keep`` takes each of its pictures."""
    _check(stream, name)
    pictures = mammoth.images.img_element(lambda picture: _kept(picture, keep))
    found = mammoth.convert_to_html(stream, style_map=STYLES, convert_image=pictures)
    return markdown_of(str(found.value))


def _check(stream: IO[bytes], name: str) -> None:
    with opened(stream, name) as archive:
        check_texts(archive, name)
    stream.seek(0)


def _kept(picture: Any, keep: Keep) -> dict[str, str]:  # noqa: ANN401 - mammoth has no types
    with picture.open() as opened_picture:
        return {"src": keep(opened_picture.read())}
