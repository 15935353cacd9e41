"""Otter Wiki's own search, run in its own environment: pages are files of a git repository."""

import os
import re
import subprocess
import sys
from contextlib import redirect_stdout
from pathlib import Path
from urllib.parse import quote, unquote

from answering import answer, fed_once, pages_in

HIT = re.compile(r'<h2 class="content-title[^"]*"><a href="/([^"]*)">')


class OtterWiki:
    """Asks for the page of results as a browser does; anonymous readers may read."""

    def __init__(self, app):
        self.browser = app.test_client()

    def page(self, question):
        return self.browser.get(f"/-/search/{quote(question)}").text

    def names(self, page):
        return [unquote(address) for address in HIT.findall(page)]


def feed(place):
    """Commit every page at once."""
    repository = place / "repository"
    repository.mkdir()
    for page in pages_in(place.parent / "pages.jsonl"):
        name = page["name"].lower() + ".md"
        (repository / name).write_text(page["text"], encoding="utf-8")
    git = [
        "git",
        "-C",
        str(repository),
        "-c",
        "user.name=Peer",
        "-c",
        "user.email=p@example.com",
    ]
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "Pages"]):
        subprocess.run([*git, *command], check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own


def opened(place):
    os.environ |= {
        "REPOSITORY": str(place / "repository"),
        "SECRET_KEY": "a secret of forty characters for measures",
        "SQLALCHEMY_DATABASE_URI": f"sqlite:///{place / 'otterwiki.sqlite'}",
        "LOG_LEVEL": "ERROR",
    }
    with redirect_stdout(sys.stderr):
        from otterwiki.server import app  # noqa: PLC0415 - reads the environment when imported
    return app


if __name__ == "__main__":
    where = Path(sys.argv[1])
    fed_once(where, feed)
    answer(OtterWiki(opened(where)))
