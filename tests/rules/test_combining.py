"""Combining: a model of two practices or more, and the way there and back."""

import pytest

from kb.cycle.provenance.models import OriginKind
from kb.cycle.provenance.queries import provenance
from kb.document.combining.actions import combine_practices
from kb.document.combining.forms import Combination, combined
from kb.document.combining.queries import models_of, offered, parents_of
from kb.document.dropping.actions import drop_practice
from kb.document.dropping.forms import Farewell
from kb.document.revisions.actions import hand_over
from kb.document.revisions.drafts import discard_draft
from kb.document.revisions.forms import Wording
from kb.document.revisions.models import Source, Text
from kb.document.revisions.queries import current_revision, draft_of
from kb.foundation.db import session
from kb.foundation.errors import InvalidError
from kb.identify.carriers.queries import holders_of
from kb.practices.models import Audience, PracticeReader
from kb.socialise.sparring.actions import tie_note
from support import make


def written(title, action, *, by):
    practice = make.practice(title, by=by, industries=["energy"], areas=["quality"])
    make.document(practice, by=by, action=action)
    return practice


@pytest.fixture
def two(petri, marjatta):
    return (
        written("Soitto ensin", "Soitan.", by=petri),
        written("Viesti perään", "Kirjoitan.", by=marjatta),
    )


@pytest.fixture
def model(two, petri):
    chosen = Combination("Yhteydenpidon malli", tuple(one.id for one in two))
    return combine_practices(chosen, by=petri, language="fi")


def published(model, *, by):
    draft = draft_of(model, "fi", by=by)
    text = {"title": model.title, **draft.text.parts}
    return hand_over(model, "fi", Wording.parse(text), by=by)


def titles(origins, kind):
    return [one.title for one in origins if one.kind is kind]


def test_texts_come_part_by_part_under_their_names():
    texts = [
        Text("Soitto *ensin*", "Ei vastaa", action="Soitan.", why="Ääni kuuluu."),
        Text("Viesti", "Ei vastaa\nOn kiire", action="Kirjoitan."),
    ]

    made = combined("Malli", texts)

    assert made.action == "### Soitto \\*ensin\\*\n\nSoitan.\n\n### Viesti\n\nKirjoitan."
    assert made.why == "### Soitto \\*ensin\\*\n\nÄäni kuuluu."
    assert (made.situation, made.readers_words) == ("", "Ei vastaa\nOn kiire")


def test_a_model_begins_as_a_draft_of_ones_own(model, two, petri):
    draft = draft_of(model, "fi", by=petri)

    assert draft.source is Source.COMBINATION
    assert "### Soitto ensin\n\nSoitan." in draft.action
    assert model.opened_at is not None
    assert model.areas == two[0].areas
    assert holders_of(model) == [petri]


def test_what_it_was_made_of_goes_with_the_text_that_is_handed_over(model, two, petri):
    revision = published(model, by=petri)

    assert revision.source is Source.COMBINATION
    assert parents_of(model, seen_by=petri) == list(two)
    assert models_of(two[1], seen_by=petri) == [model]


def test_parents_stay_as_they_are_and_point_forward(model, two, petri, jesse):
    before = current_revision(two[0], "fi").fingerprint
    published(model, by=petri)

    ways = provenance(two[0], seen_by=jesse)

    assert current_revision(two[0], "fi").fingerprint == before
    assert titles(ways.went_into, OriginKind.MODEL) == [model.title]
    back = provenance(model, seen_by=jesse).came_from
    assert titles(back, OriginKind.COMBINED) == [one.title for one in two]


def test_a_later_wording_forgets_nothing(model, two, petri):
    first = published(model, by=petri)
    text = {"title": model.title, "action": "Yksi kokonaisuus.", "base": str(first.id)}

    hand_over(model, "fi", Wording.parse(text), by=petri)

    assert parents_of(model, seen_by=petri) == list(two)


def test_a_draft_that_is_discarded_was_made_of_nothing(model, two, petri):
    discard_draft(model, "fi", by=petri)

    assert parents_of(model, seen_by=petri) == []
    assert models_of(two[0], seen_by=petri) == []


def test_who_holds_none_of_them_does_not_hold_the_model(two, noora):
    chosen = Combination("Malli", tuple(one.id for one in two))

    made = combine_practices(chosen, by=noora, language="fi")

    assert holders_of(made) == []


@pytest.mark.parametrize("numbers", [[], ["1"], ["1", "1"], [str(n) for n in range(1, 12)]])
def test_two_to_ten_are_combined(numbers):
    with pytest.raises(InvalidError) as refused:
        Combination.parse({"title": "Malli"}, numbers)

    assert refused.value.fields == {"practices": "combining.how_many"}


def test_what_one_may_not_see_or_is_not_written_is_not_combined(two, petri, noora):
    unwritten = make.practice("Kirjaamatta", by=petri)
    two[1].audience = Audience.NAMED
    session.flush()

    for other in (unwritten, two[1]):
        chosen = Combination("Malli", (two[0].id, other.id))
        with pytest.raises(InvalidError):
            combine_practices(chosen, by=noora, language="fi")
    assert offered("viesti", seen_by=noora) == []


def test_a_model_of_what_some_may_read_is_for_those_who_may_read_all_of_it(two, petri, noora):
    jesse = make.person("Jenni Joki")
    for practice, readers in zip(two, ([noora, jesse], [noora, petri]), strict=True):
        practice.audience = Audience.NAMED
        practice.reader_rows = [PracticeReader(person_id=one.id) for one in readers]
    session.flush()

    chosen = Combination("Malli", tuple(one.id for one in two))
    made = combine_practices(chosen, by=petri, language="fi")

    assert made.audience is Audience.NAMED
    assert {row.person_id for row in made.reader_rows} == {noora.id, petri.id}


def test_neither_way_tells_of_what_one_may_not_see(model, two, petri, jesse):
    published(model, by=petri)
    model.audience = two[1].audience = Audience.NAMED
    session.flush()

    assert provenance(two[0], seen_by=jesse).went_into == []
    model.audience = Audience.EVERYONE
    session.flush()
    back = provenance(model, seen_by=jesse).came_from
    assert titles(back, OriginKind.COMBINED) == [two[0].title]


def test_a_draft_of_a_model_is_known_to_its_writer_alone(two, noora, jesse):
    chosen = Combination("Malli", tuple(one.id for one in two))
    made = combine_practices(chosen, by=noora, language="fi")

    assert models_of(two[0], seen_by=noora) == [made]
    assert models_of(two[0], seen_by=jesse) == []


def test_a_note_and_what_it_replaced_are_part_of_the_way(two, petri, jesse):
    tie_note(make.note("Mitä teen hiljaisuudelle?", by=petri), two[0])
    drop_practice(two[1], Farewell("Vanha.", two[0].title), by=two[1].steward)

    back = provenance(two[0], seen_by=jesse).came_from

    assert titles(back, OriginKind.SPARRING) == ["Mitä teen hiljaisuudelle?"]
    assert titles(back, OriginKind.REPLACES) == [two[1].title]
    assert [one.who for one in back if one.kind is OriginKind.NOTICED] == [petri.name]
