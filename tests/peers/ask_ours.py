"""Our own search by words, asked as the others are: the page of results of who sees all."""

import html
import re
import sys
from pathlib import Path
from urllib.parse import quote

from answering import answer

from kb.app import create_app
from kb.search import meaning
from kb.search.language import analysis
from support.organisation import SEES_ALL
from support.site import settings_in
from support.visiting import Visitor

HIT = re.compile(r'href="/practices/(practice-\d+)"')


class Ours:
    """Asks for the page of results as a browser does."""

    def __init__(self, app):
        self.browser = Visitor(app, SEES_ALL)

    def page(self, question):
        return self.browser.read(f"/search?q={quote(question)}")

    def names(self, page):
        return list(dict.fromkeys(HIT.findall(html.unescape(page))))


if __name__ == "__main__":
    analysis.warm()
    with meaning.meant_with(None):
        answer(Ours(create_app(settings_in(Path(sys.argv[1])))))
