"""A house of its own for the pages of a collection, filled as people would fill it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

from simplemma import split_sentences
from sqlalchemy import create_engine

from kb.document.revisions.actions import hand_over
from kb.document.revisions.forms import Wording
from kb.foundation import outbox
from kb.foundation.db import prepare_engine, session, unit_of_work
from kb.foundation.errors import DomainError
from kb.identify.identifications.actions import identify_practice
from kb.people.actions import add_person
from kb.people.models import Person, Role
from kb.practices.forms import LONGEST_TITLE, Naming
from kb.search.embedding import EMBED, SENTENCES, embed_documents, embed_sentences
from kb.search.evaluation.beir import Page
from kb.search.meaning import Progress

AT_ONCE = 16


@contextmanager
def in_house(file: Path) -> Iterator[None]:
    """Let the one session speak with the house in ``file`` for a while."""
    engine, former = create_engine(f"sqlite:///{file}"), session.get_bind()
    prepare_engine(engine)
    session.remove()
    session.configure(bind=engine)
    try:
        yield
    finally:
        session.remove()
        session.configure(bind=former)
        engine.dispose()


def settle(pages: Sequence[Page], progress: Progress) -> list[str]:
    """Let one author write every page; return what the house would not take, and why."""
    refused = []
    with unit_of_work():
        author = add_person("Kirjoittaja", "a@evaluation.example", token_hex(), Role.AUTHOR)
        for number, page in enumerate(pages, start=1):
            try:
                _write(page, author)
            except DomainError as refusal:
                refused.append(f"{page.id} ({refusal.key})")
            progress("pages", number, len(pages))
    return refused


def embed(progress: Progress) -> None:
    """Do what the worker does, until every page has its vectors, and every sentence its own."""
    _do("vectors", EMBED, embed_documents, progress)
    _do("sentences", SENTENCES, embed_sentences, progress)


def named(page: Page) -> tuple[str, str]:
    """Return a page's title and text; without a title its first sentence is the title.

    Then the sentence is no longer part of the text: each passage is embedded after its title
    and titles have a column of their own, so that it would count twice.
    """
    title, text, gap = " ".join(page.title.split()), page.text, "\n\n"
    if not title:
        sentence = next(iter(split_sentences(text.splitlines()[0])))
        text, gap = text.partition(sentence)[2].strip(), " "
        title = " ".join(sentence.lstrip("# ").split())
    if len(title) > LONGEST_TITLE:
        cut = title.rfind(" ", 0, LONGEST_TITLE) + 1 or LONGEST_TITLE
        title, text = title[:cut].rstrip(), f"{title[cut:]}{gap}{text}".strip()
    return title, text


def _do(
    name: str, kind: str, deed: Callable[[list[outbox.Payload]], None], progress: Progress
) -> None:
    with unit_of_work():
        every = outbox.waiting(kind)

    def deliver(batch: list[outbox.Payload]) -> None:
        deed(batch)
        progress(name, every - outbox.waiting(kind) + len(batch), every)

    outbox.drain({kind: deliver}, at_most=AT_ONCE)
    if left := outbox.waiting(kind):
        raise RuntimeError(f"{left} pages could not be embedded.")


def _write(page: Page, author: Person) -> None:
    """Name a practice and publish its text; of one sentence, only the name is there."""
    title, text = named(page)
    wording = Wording.parse({"title": title, "action": text})
    naming = Naming.of(title, "", page.language)
    practice = identify_practice(naming, by=author, holder=author, ref=page.id)
    if text:
        hand_over(practice, page.language, wording, by=author)
