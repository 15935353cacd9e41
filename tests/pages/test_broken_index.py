"""An index that is damaged, cut short or gone: titles are searched, and all is found again."""

import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import select, text, update

from kb.foundation.db import begin_reading, begin_writing, reading, session
from kb.foundation.outbox import drain, waiting
from kb.search import meaning
from kb.search.embedding import EMBED, embed_documents
from kb.search.index.breakage import MEND
from kb.search.index.virtual import TABLES
from kb.search.mending import is_whole, mend
from kb.search.models import Passage
from support import make
from support.toy_model import toy_model

SILENT = "Hiljaisen asiakkaan herättäminen"
UNREADABLE = (
    "DELETE FROM search_words_data",
    "UPDATE search_words_data SET block = substr(block, 1, 3) WHERE id > 10",
    "DROP TABLE search_words",
    "DROP TABLE search_words_data",
    "DROP TABLE search_words_idx",
    "DELETE FROM search_words_config",
)
UNSEEN = (
    "DELETE FROM search_words_docsize",
    "DROP TABLE search_words_docsize",
    "UPDATE search_words_content SET c0 = 'jotain'",
    "DELETE FROM search_beginnings_data",
    "DROP TABLE search_beginnings",
)


@pytest.fixture
def petri(signed_in):
    browser = signed_in("Petri Saarela")
    make.document(make.practice(SILENT, by=browser.person), by=browser.person)
    return browser


def damage(browser, deed):
    """Do something to the index behind the house's back."""
    session.commit()
    session.remove()
    session.get_bind().dispose()
    file = browser.app.extensions["settings"].data_dir / "kb.sqlite"
    with closing(sqlite3.connect(file)) as outsider, outsider:
        outsider.execute(deed)


def work():
    """Do what the worker does with what was left for it."""
    session.commit()
    begin_reading()
    drain({MEND: mend, EMBED: embed_documents})
    begin_writing()


def found(browser, words):
    page = browser.get("/search", {"q": words})
    titles = [one.get_text(" ", strip=True) for one in page.html.select(".hit h3")]
    return titles, page.html.select_one("#mended") is None


def offered(browser, typed):
    return browser.get("/search/suggestions", {"q": typed}).html.get_text()


@pytest.mark.parametrize("deed", UNREADABLE)
def test_meanwhile_titles_are_searched_and_saving_goes_on_and_then_all_is_found(petri, deed):
    damage(petri, deed)

    asked = found(petri, "hiljaisen")
    offered(petri, "hilj")
    make.practice("Hinnasta puhuminen", by=petri.person)
    session.commit()
    work()

    assert asked == ([SILENT], False)
    assert waiting(MEND) == 0
    assert found(petri, "hiljaiset asiakkaat") == ([SILENT], True)
    assert found(petri, "hinnoista puhutaan")[0][0] == "Hinnasta puhuminen"
    assert SILENT in offered(petri, "hilj")


def test_the_coordinator_reads_what_was_searched_for_and_later_which_words_are_missing(
    signed_in, petri
):
    leena = signed_in("Leena Ahokas")
    for _ in range(3):
        make.search("kuormalavat", 0)
    damage(petri, "DROP TABLE search_words")

    meanwhile = leena.get("/search/log")
    work()

    assert "Pyydä sanastoon" not in meanwhile
    assert meanwhile.html.select_one(".figure").get_text() == "3"
    assert "Pyydä sanastoon" in leena.get("/search/log")


def test_nobody_is_told_that_nothing_was_written_while_titles_alone_are_searched(petri):
    damage(petri, "DROP TABLE search_words")

    page = petri.get("/search", {"q": "kerron yhden havainnon"})

    assert page.html.select_one("#mended")
    assert "Kukaan ei ole vielä kirjannut tästä mitään" not in page
    assert page.html.select_one('a.btn[href^="/needs/new"]')
    work()
    assert found(petri, "kerron yhden havainnon") == ([SILENT], True)


@pytest.mark.parametrize("deed", UNSEEN)
def test_what_nobody_has_met_is_noticed_by_the_worker(petri, deed):
    damage(petri, deed)
    app = petri.app
    begin_reading()

    whole = [is_whole()]
    for _ in range(2):  # notice it, mend it
        app.test_cli_runner().invoke(args=["work", "--once"], catch_exceptions=False)
        session.remove()
    whole.append(is_whole())
    begin_writing()

    assert whole == [False, True]
    assert SILENT in offered(petri, "hilj")


def test_a_vector_cut_short_is_as_good_as_none_and_is_made_again(petri):
    with meaning.meant_with(toy_model()):
        make.document(make.practice("Hinnasta puhuminen", by=petri.person), by=petri.person)
        work()
        cut = session.scalar(select(Passage.id).order_by(Passage.id).limit(1))
        session.execute(
            update(Passage)
            .where(Passage.id == cut)
            .values(vector=text("substr(vector, 1, 10)"))
        )

        asked = found(petri, "hiljaiset asiakkaat")
        session.commit()
        begin_reading()
        app = petri.app
        was_whole = is_whole()
        with app.app_context():
            mend([])
        work()
        begin_reading()

        assert asked[0][0] == SILENT
        assert not was_whole
        assert is_whole()
        begin_writing()


def test_what_is_made_anew_is_what_migrations_made(app):
    with reading():
        made = session.execute(
            text("SELECT name, sql FROM sqlite_master WHERE sql LIKE '%USING fts5(%'")
        ).all()

    assert {name: sql.partition("fts5(")[2].rstrip(")") for name, sql in made} == TABLES
