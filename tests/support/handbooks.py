"""Real handbook pages in a house of their own, to see how long a search of many takes."""

import time
from itertools import islice

import numpy as np
from sqlalchemy import func, select

from kb.app import create_app
from kb.cli.house import migrate
from kb.foundation.db import session, unit_of_work
from kb.identify.identifications.actions import identify_practice
from kb.people.models import Person
from kb.search import meaning
from kb.search.actions import keep
from kb.search.encoder.model import DEFAULT
from kb.search.forms import Question
from kb.search.index.pieces import pieces_of
from kb.search.index.texts import Findable
from kb.search.models import Document, Found, Passage
from kb.search.queries import find
from support import make
from support.site import let_go, model_folder, settings_in

READER = "Jesse Lindqvist"
QUESTIONS = 40
LONGEST_PAGE = 20_000
SEED = 20_261_121


def ask_the_handbooks(shared, folder):
    """Return what was searched, and the milliseconds of each search and of the model alone.

    The vectors are random: they are of the right number and length, so that a search costs
    the same, and a thousand pages need not be embedded first.
    """
    folder.mkdir()
    (folder / "model").symlink_to(model_folder(), target_is_directory=True)
    app = create_app(settings_in(folder, encoder=DEFAULT))
    migrate(app)
    with app.app_context():
        encoder = meaning.load_now(app.extensions["settings"])
        with unit_of_work():
            bind_all(shared)
        with unit_of_work():
            give_vectors(encoder)
        held, times = said(), measured(encoder)
    let_go(app)
    return held, *times


def bind_all(shared):
    """Let each page be a practice that is found by its whole text."""
    author = make.person(READER)
    for language in ("fi", "en"):
        for path in sorted((shared / language).rglob("*.md")):
            text = path.read_text("utf-8", errors="replace")[:LONGEST_PAGE]
            title = f"{path.stem} {path.parent.name}"[:120]
            practice = identify_practice(
                make.naming(title, language=language), by=author, holder=author
            )
            practice.open()
            keep(
                Found.PRACTICE,
                practice.id,
                [Findable(Found.PRACTICE, practice.id, language, title, text)],
            )


def give_vectors(encoder):
    chance = np.random.default_rng(SEED)
    for document in session.scalars(select(Document)):
        pieces = pieces_of(document)
        rows = chance.standard_normal((len(pieces), encoder.dimensions)).astype(np.float32)
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        document.embedded_with = encoder.name
        session.add_all(
            Passage(
                document_id=document.id, text=piece, model=encoder.name, vector=row.tobytes()
            )
            for piece, row in zip(pieces, rows, strict=True)
        )


def said():
    pages = session.scalar(select(func.count(Document.id)))
    passages = session.scalar(select(func.count(Passage.id)))
    return f"{pages} handbook pages, {passages} passages"


def measured(encoder):
    """Ask every question once of the search and once, worded otherwise, of the model."""
    reader = session.scalar(select(Person).where(Person.name == READER))
    asked = list(islice(questions(), QUESTIONS))
    find(Question(asked[0]), seen_by=reader)
    whole, alone = [], []
    for question in asked[1:]:
        alone.append(timed(lambda one: encoder.encode_queries([f"{one}?"]), question))
        whole.append(timed(lambda one: find(Question(one), seen_by=reader), question))
    return whole, alone


def questions():
    """Return titles of pages as somebody might type them: none is asked twice."""
    for title in session.scalars(select(Document.title).order_by(Document.fingerprint)):
        yield title.replace("-", " ")[:60]


def timed(do, question):
    begun = time.perf_counter()
    do(question)
    return (time.perf_counter() - begun) * 1000
