"""What searching one generated house costs: run alone with its folder, prints JSON.

Each way of asking takes its turn with the plainest search there is over the same tokens and
vectors. The questions are words of titles, not always in the form that stands there; for
meaning alone they are words that no text holds, so that only the vectors can answer. The model
is drawn and costs nothing: what the real one takes is another figure.
"""

import json
import statistics
import sys
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import func, select

from kb.app import create_app
from kb.foundation.db import session, unit_of_work
from kb.foundation.outbox import drain
from kb.people.models import Person
from kb.practices.models import Audience, Practice
from kb.reactions import DELIVERIES
from kb.search import meaning
from kb.search.forms import Question
from kb.search.index.lexical import write_words
from kb.search.language import analysis
from kb.search.models import Document, Found, Passage
from kb.search.queries import find
from support.drawn import drawn_model
from support.organisation import READER
from support.plain import PlainIndex, PlainVectors
from support.rewording import Rewording, rewordings
from support.site import let_go, settings_in
from support.told import MODEL
from support.turns import by_turns, timed
from support.visiting import Visitor
from support.weigh import resident

PATIENCE = 20  # seconds for each way of asking
UPDATES, FIRST_AFTER, SAMPLE = 20, 5, 100


class Measuring:
    """A house, somebody who reads in it, and the plain search beside it."""

    def __init__(self, folder):
        self.folder = folder
        self.questions = json.loads((folder / "questions.json").read_text("utf-8"))
        self.app = create_app(settings_in(folder))
        self.encoder = drawn_model(MODEL)
        self.figures = {}

    def all(self):
        """Return every figure by name, times in milliseconds."""
        with self.app.app_context():
            self.reader = session.scalar(select(Person).where(Person.name == READER))
            self.size()
            self.memory()
            self.plain = PlainIndex(self.folder / "plain.sqlite")
            self.vectors = PlainVectors(self.folder / "kb.sqlite")
            self.searches()
            session.remove()
        self.pages()
        with self.app.app_context():
            self.building()
            self.updating()
        let_go(self.app)
        return self.figures

    def note(self, name, ours, beside):
        """Keep median and 95th percentile of ours and of what took its turn beside it."""
        self.figures[name] = [ours.median, ours.p95, beside.median, beside.p95]
        sys.stderr.write(f"  {name}: {ours.median:.1f} ms\n")

    def size(self):
        counted = {"practices": Practice, "documents": Document, "passages": Passage}
        for name, model in counted.items():
            self.figures[name] = session.scalar(select(func.count(model.id)))

    def memory(self):
        """See what the process holds before it has searched, after, and with the vectors."""
        analysis.warm()
        held = [resident()]
        question, *_ = self.questions["words"]
        with meaning.meant_with(None):
            self.find(question)
        held.append(resident())
        with meaning.meant_with(self.encoder):
            self.figures["first search"] = timed(self.find, question)
        self.figures["memory"] = [*held, resident()]

    def searches(self):
        """Ask by words alone, by meaning alone, and by both."""
        words, unwritten = self.questions["words"], self.questions["unwritten"]
        with meaning.meant_with(None):
            self.note("words", *by_turns(words, PATIENCE, self.find, self.plain.ask))
        with meaning.meant_with(self.encoder):
            self.note("meaning", *by_turns(unwritten, PATIENCE, self.find, self.nearest))
            self.note("both", *by_turns(words, PATIENCE, self.find, self.plainly))

    def find(self, text):
        return find(Question(text), seen_by=self.reader)

    def nearest(self, text):
        return self.vectors.ask(self.encoder.encode_queries([text])[0])

    def plainly(self, text):
        return self.plain.ask(text), self.nearest(text)

    def pages(self):
        """Ask for whole pages as a signed-in browser does, a practice's page beside them."""
        browser, practices = Visitor(self.app, READER), self.practice_pages()
        words = self.questions["words"]

        def search(question):
            browser.read(f"/search?q={quote(question)}")

        def suggest(question):
            browser.read(f"/search/suggestions?q={quote(typed(question))}")

        def practice(_question):
            browser.read(next(practices))

        self.note("suggesting", *by_turns(words, PATIENCE, suggest, practice))
        with meaning.meant_with(None):
            self.note("page by words", *by_turns(words, PATIENCE, search, practice))
        with meaning.meant_with(self.encoder):
            self.note("page by both", *by_turns(words, PATIENCE, search, practice))

    def practice_pages(self):
        """Go round the pages of practices that everybody may read."""
        open_to_all = Practice.opened_at.is_not(None), Practice.audience == Audience.EVERYONE
        with self.app.app_context():
            slugs = session.scalars(select(Practice.slug).where(*open_to_all).limit(200)).all()
            session.remove()
        while True:
            yield from (f"/practices/{slug}" for slug in slugs)

    def building(self):
        """Write some documents' words anew in one transaction, as a rebuild does, twice.

        At first most words are new to the process; the second time it knows them all, as a
        long rebuild soon does.
        """
        whole = select(Document).where(Document.kind == Found.PRACTICE).limit(SAMPLE)
        documents = session.scalars(whole.order_by(Document.fingerprint)).all()
        numbers = [document.id for document in documents]
        ways = self.write_words, self.write_words, self.plain.put
        self.figures["building"] = [timed(way, numbers) / len(numbers) for way in ways]

    def write_words(self, numbers):
        with unit_of_work():
            for document in session.scalars(select(Document).where(Document.id.in_(numbers))):
                write_words(document)

    def updating(self):
        """Publish new wordings one by one; then search as soon as one has its vectors."""
        waiting = rewordings(UPDATES + FIRST_AFTER)
        with meaning.meant_with(self.encoder):
            published = by_turns(
                waiting[:UPDATES],
                PATIENCE,
                Rewording.publish,
                lambda one: self.plain.put([one.document_id]),
            )
            self.note("publishing", *published)
            after = [self.first_after(one) for one in waiting[UPDATES:]]
        self.figures["first search after"] = statistics.median(after)

    def first_after(self, rewording):
        """Return what the first search takes once the worker has read a new wording."""
        rewording.publish()
        drain(DELIVERIES)
        return timed(self.find, self.questions["words"][0])


def typed(question):
    """Return what is typed so far: the first letters of a word, more of longer words."""
    word, *_ = question.split()
    return word[: max(2, len(word) // 2)]


if __name__ == "__main__":
    sys.stdout.write(json.dumps(Measuring(Path(sys.argv[1])).all()))
