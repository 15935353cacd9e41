"""The demo organisation: whole, in its stages, and not written to please the search."""

import json
import re
import shutil
from functools import cache

import pytest
import simplemma

from kb.app import create_app
from kb.cycle.personal.copying import copy_of
from kb.demo import load_demo
from kb.demo.house import House
from kb.demo.reading import DATA, rows, texts
from kb.document.revisions.queries import current_revisions
from kb.foundation import clock
from kb.foundation.db import session
from kb.identify.carriers.queries import is_held_by
from kb.internalise.paths.models import PathRole
from kb.internalise.paths.queries import walks_of
from kb.internalise.situations.models import Situation
from kb.internalise.situations.queries import asked_today
from kb.internalise.trials.models import Trial
from kb.people.queries import person_by_email
from kb.practices.models import Practice
from kb.share.mentoring.models import MeetingState, Session
from kb.share.private_notes.keys import KeyPlace
from kb.share.private_notes.models import PrivateNote
from kb.stages.evidence import Stage, stages_of
from support.make import email_of
from support.reference import lines, reference
from support.site import let_go, settings_in

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
SENTENCE = re.compile(r"(?<=[.!?…])[\s”\"»)]+|\n\s*\n|\n\s*(?:\d+\.|[-*|])\s+")
FUNCTION_WORDS = {
    "fi": {
        "ja",
        "tai",
        "eli",
        "sekä",
        "mutta",
        "vai",
        "vaan",
        "että",
        "kun",
        "jos",
        "niin",
        "kuin",
        "ei",
        "olla",
        "se",
        "ne",
        "tämä",
        "tuo",
        "nämä",
        "mikä",
        "kuka",
        "joka",
        "minä",
        "sinä",
        "hän",
        "me",
        "te",
        "he",
    },
    "en": {
        "a",
        "an",
        "the",
        "and",
        "or",
        "but",
        "of",
        "to",
        "in",
        "on",
        "at",
        "for",
        "with",
        "from",
        "by",
        "is",
        "are",
        "be",
        "do",
        "does",
        "did",
        "it",
        "i",
        "me",
        "my",
        "us",
        "we",
        "you",
        "he",
        "she",
        "they",
        "this",
        "that",
        "what",
        "which",
        "who",
        "how",
        "not",
        "no",
    },
}


@pytest.fixture(scope="module")
def titles():
    return {row["ref"]: row["title"] for row in rows("practices")}


def test_every_practice_has_come_exactly_as_far_as_was_planned(demo):
    practices = session.query(Practice).where(Practice.ref.like("P%")).all()
    stages = stages_of([practice.id for practice in practices])

    found = {practice.ref: stages[practice.id] for practice in practices}

    assert found == {row["ref"]: Stage(row["stage"]) for row in rows("practices")}


def test_the_plan_is_the_given_one(titles):
    given = json.loads(reference("demo/practices.json").read_text(encoding="utf-8"))
    letters = {"TU": "identified", "NÄ": "documented", "JA": "shared", "SI": "internalised"}

    ours = {row["ref"]: (row["title"], row["lines"], row["stage"]) for row in rows("practices")}

    assert ours == {
        one["id"]: (one["title"], [one["line1"], one["line2"]], letters[one["stage"]])
        for one in given["practices"]
    }


def test_every_text_has_five_parts_and_a_readable_length(titles):
    for one in texts(titles):
        assert all(one.text.parts.values()), one.ref
        assert 120 <= one.text.words <= 250, (one.ref, one.text.words)


def test_eight_practices_stand_in_both_languages(demo):
    both = [
        practice.ref
        for practice in session.query(Practice).order_by(Practice.ref)
        if set(current_revisions(practice)) == {"fi", "en"}
    ]

    assert both == ["P01", "P04", "P12", "P13", "P25", "P32", "P34", "P38"]


def test_nothing_of_the_demo_is_hidden_in_a_workspace(demo):
    assert session.query(Practice).where(Practice.opened_at.is_(None)).count() == 0


@pytest.mark.parametrize("language", ["fi", "en"])
def test_no_text_was_written_to_please_a_query(titles, language):
    queries = [q for q in lines("demo/queries.jsonl") if q["must"] and q["lang"] == language]
    given = set(titles.values()) | {line for row in rows("practices") for line in row["lines"]}

    collisions = [
        (query["id"], text[:80])
        for text in said(titles)
        if text not in given
        for query in queries
        if collides(text, query["q"], language)
    ]

    assert len(queries) in {20, 40}
    assert collisions == []


def said(titles):
    """Every text of the demo, long and short, as search could read it."""
    for one in texts(titles):
        yield one.text.title
        yield from one.text.readers_words.splitlines()
        yield from one.text.parts.values()
    for name in sorted(DATA.glob("*.yaml")):
        yield from strings(rows(name.stem))


def strings(found):
    if isinstance(found, str):
        yield found
    elif isinstance(found, dict):
        for value in found.values():
            yield from strings(value)
    elif isinstance(found, list):
        for value in found:
            yield from strings(value)


def collides(text, query, language):
    """Three lemmas in a row, or over half of the content lemmas in one sentence."""
    asked, whole = lemmas(query, language), lemmas(text, language)
    if threes(asked) & threes(whole):
        return True
    content = {lemma for lemma in asked if lemma not in FUNCTION_WORDS[language]}
    return any(
        2 * len(content & set(lemmas(sentence, language))) > len(content)
        for sentence in SENTENCE.split(text)
    )


def threes(words):
    return {tuple(words[at : at + 3]) for at in range(len(words) - 2)}


def lemmas(text, language):
    return [lemma_of(word.lower(), language) for word in WORD.findall(text)]


@cache
def lemma_of(word, language):
    return simplemma.lemmatize(word, lang=language).lower()


@pytest.fixture(scope="module")
def demo(empty_house, tmp_path_factory):
    folder = shutil.copytree(empty_house, tmp_path_factory.mktemp("demo") / "house")
    app = create_app(settings_in(folder))
    with app.app_context():
        load_demo(
            House(folder / "files", KeyPlace.of(app.extensions["settings"])),
            lambda *_progress: None,
        )
        yield
    let_go(app)


def test_every_meeting_and_trial_is_on_the_day_it_was_planned_for(demo):
    today = clock.today()
    planned = sorted(met["days_ago"] for row in rows("pairings") for met in row["sessions"])
    trials = [*rows("trials")["trials"], *rows("improving")["trials"]]
    tried = sorted(row["days_ago"] for row in trials)

    held = session.query(Session).filter_by(state=MeetingState.HELD)

    assert sorted((today - one.held_on).days for one in held) == planned
    assert sorted((today - one.tried_on).days for one in session.query(Trial)) == tried


def test_the_demos_private_notes_are_sealed_and_their_words_stand_nowhere(demo):
    written = [row["words"].strip() for row in rows("pair_talk")["notes"]]

    kept = session.query(PrivateNote).all()

    assert len(kept) == len(written)
    assert all(words.encode() not in one.sealed for one in kept for words in written)


def test_carriers_have_told_situations_and_one_of_them_awaits_its_holder(demo):
    told = session.query(Situation).all()

    assert len(told) == len(rows("situations")["situations"])
    assert {one.language for one in told} == {"fi", "en"}
    (awaiting,) = [one for one in told if not one.is_asked]
    assert not is_held_by(awaiting.practice, awaiting.author)


def test_the_newcomer_is_on_the_newcomers_path_and_asked_three_situations(demo):
    jesse = person_by_email(email_of("Jesse Lindqvist"))

    (walk,) = walks_of(jesse, seen_by=jesse)

    assert walk.path.role is PathRole.NEWCOMER
    assert [one.step.practice.ref for one in walk.steps if one.is_tried] == ["P32", "P12"]
    assert walk.next.step.practice.ref == "P11"
    assert len(asked_today(jesse)) == 3


def test_whoever_lives_in_the_demo_gets_a_copy_of_their_data(demo):
    held = copy_of(person_by_email(email_of("Marjatta Hietala")))

    assert json.dumps(held)
    assert sum(bool(rows) for rows in held["rows"].values()) > 20
