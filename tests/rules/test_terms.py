"""Terms explained in a text: where they first stand, in any form, and nowhere else."""

import re

import pytest
from sqlalchemy import event, select

from kb.context.glossary.actions import change_term
from kb.context.glossary.forms import Meaning
from kb.context.glossary.models import Term
from kb.cycle.terms.queries import explained
from kb.document.revisions.forms import part_rendered
from kb.foundation.db import session
from kb.search.forms import Question
from kb.search.queries import find
from support import make

EXPLAINED = re.compile(r"<button[^>]*>([^<]*)</button>")


def words(*sources, language="fi"):
    parts = {str(n): part_rendered(one, slug=None) for n, one in enumerate(sources)}
    return [EXPLAINED.findall(html) for html in explained(parts, language=language).values()]


@pytest.fixture
def glossary(house):
    make.term(
        "hiljainen tieto", definition="Kokemuksessa kertynyttä.", english="tacit knowledge"
    )
    make.term(
        "mentori", definition="Kokeneempi.", synonyms=("oppi-isä", "oppija"), english="mentor"
    )
    make.term("NPS", definition="Suositteluluku.", not_preferred=("asiakastyytyväisyysluku",))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kysy mentorilta.", ["mentorilta"]),
        ("Hiljaisen tiedon jakaminen.", ["Hiljaisen tiedon"]),
        ("Hiljaisesta\ntiedosta puhutaan.", ["Hiljaisesta\ntiedosta"]),
        ("Hiljainen, tieto.", []),
        ("Hiljainen asiakas antoi tietoa.", []),
        ("NPS:n lasku ja asiakastyytyväisyysluvun nousu.", ["NPS:n"]),
        ("Oppi-isältä kuultua.", ["Oppi-isältä"]),
        ("Share tacit knowledge with mentors.", ["tacit knowledge", "mentors"]),
        ("Mentorin mentori.", ["Mentorin"]),
        ("Jokaista oppia kohti yksi oppijan sana.", ["oppijan"]),
    ],
)
def test_a_term_is_found_in_any_form_where_it_first_stands(glossary, text, found):
    assert words(text) == [found]


def test_it_is_explained_once_in_all_the_parts(glossary):
    assert words("Kysy mentorilta.", "Mentori vastaa, NPS nousee.") == [["mentorilta"], ["NPS"]]


@pytest.mark.parametrize(
    "text",
    [
        "`mentori`",
        "    mentori",
        "[mentori](https://example.com)",
        "[[mentori]]",
        "### Mentori",
    ],
)
def test_code_links_and_headings_are_left_alone(glossary, text):
    assert words(text) == [[]]


def test_the_text_is_otherwise_as_it_was(glossary):
    source = 'Kysy **mentorilta** & <b> "hei" ![kuva](x.png)\n\n- NPS\n- `mentori`'
    html = part_rendered(source, slug="s")

    marked = explained({"a": html}, language="fi")["a"]

    bare = re.sub(r'<span role="tooltip".*?</span>', "", str(marked))
    assert re.sub(r'</?button[^>]*>|<span class="term">|</span>', "", bare) == html


def test_a_meaning_is_text_and_never_markup(house):
    make.term("mentori", definition='<script>alert("x")</script>', english="")

    marked = explained({"a": "<p>Mentori</p>"}, language="fi")["a"]

    assert "<script>" not in marked
    assert "&lt;script&gt;" in marked


def test_it_is_explained_in_the_readers_language_where_somebody_has(house):
    make.term(
        "mentori", definition="Kokeneempi.", english="mentor", english_definition="Older."
    )
    make.term("NPS", definition="Luku.")

    marked = explained({"a": "<p>Mentori ja NPS</p>"}, language="en")["a"]

    assert 'lang="en"><b>mentor</b> Older.' in marked
    assert 'lang="fi"><b>NPS</b> Luku.' in marked


def test_a_changed_glossary_acts_at_once_and_an_unchanged_one_asks_one_thing(glossary):
    assert words("Ohjaaja auttaa.") == [[]]
    term = session.scalar(select(Term).where(Term.term == "mentori"))
    change_term(term, Meaning("mentori", "Kokeneempi.", synonyms=("ohjaaja",)))
    assert words("Ohjaaja auttaa.") == [["Ohjaaja"]]

    asked = []
    engine = session.get_bind()
    listen = (engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
    event.listen(*listen)
    words("Ohjaaja auttaa.")
    event.remove(*listen)

    assert len(asked) == 1


def test_a_house_without_a_glossary_explains_nothing(house):
    assert words("Kysy mentorilta.") == [[]]


def found_by(question, person):
    hits = find(Question(question), seen_by=person).hits
    return [hit.entry.thing_id for hit in hits if hit.fits and hit.entry.kind == "practice"]


def test_a_synonym_given_to_a_term_finds_what_speaks_of_the_term_at_once(glossary, petri):
    practice = make.practice("NPS-luvun takaa ihminen ja viikko", by=petri)
    make.document(practice, by=petri)
    assert practice.id not in found_by("suositteluindeksi", petri)

    term = session.scalar(select(Term).where(Term.term == "NPS"))
    change_term(term, Meaning("NPS", "Suositteluluku.", synonyms=("suositteluindeksi",)))

    assert practice.id in found_by("suositteluindeksi", petri)
