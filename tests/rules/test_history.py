"""What changed between two wordings, whose each paragraph is, and the way back."""

import time

import pytest

from kb.document.history.actions import restore_revision
from kb.document.history.differences import Change, difference, paragraphs
from kb.document.history.forms import Comparison, Layout
from kb.document.history.queries import compared, history_of, origins_in
from kb.document.revisions.actions import hand_over, save_draft
from kb.document.revisions.forms import Wording
from kb.document.revisions.models import RevisionState
from kb.document.revisions.queries import current_revision, draft_of
from kb.foundation.errors import DomainError, NotFoundError
from support import make

NEWEST = Comparison(None, None, Layout.INLINE)
FIRST = "Soitan heti.\n\nKerron yhden havainnon.\n\nJätän hiljaisuuden."
SECOND = "Soitan aamulla.\n\nKerron yhden havainnon.\n\nJätän hiljaisuuden."
THIRD = "Jätän hiljaisuuden.\n\nSoitan aamulla.\n\nKerron kaksi havaintoa."


def handed_over(practice, action, *, by, base=None, why=""):
    fields = {"title": "Soitto", "action": action, "why": why, "base": str(base or "")}
    return hand_over(practice, "fi", Wording.parse(fields), by=by)


def told(old, new):
    return [
        [(piece.change.value, piece.words) for piece in stretch.pieces]
        for stretch in difference(old, new)
    ]


def test_words_that_changed_are_told_from_those_that_did_not():
    old, new = "Soitan hänelle heti ja kerron.", "Soitan hänelle aamulla ja kerron."

    assert told(old, new) == [
        [
            ("kept", "Soitan hänelle "),
            ("gone", "heti"),
            ("new", "aamulla"),
            ("kept", " ja kerron."),
        ]
    ]


def test_paragraphs_that_came_and_went_stand_alone():
    assert told("Yksi.\n\nKaksi.", "Kaksi.\n\nKolme.") == [
        [("gone", "Yksi.")],
        [("kept", "Kaksi.")],
        [("new", "Kolme.")],
    ]


def test_changes_that_a_short_word_parts_are_read_as_one():
    assert told("hidas ja vanha", "ripeä ja uusi") == [
        [("gone", "hidas ja vanha"), ("new", "ripeä ja uusi")]
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [(FIRST, SECOND), (SECOND, THIRD), ("", FIRST), (FIRST, ""), (FIRST, FIRST), ("", "")],
)
def test_both_texts_can_be_read_back_whole(old, new):
    stretches = difference(old, new)

    before = ["".join(piece.words for piece in one.old) for one in stretches]
    after = ["".join(piece.words for piece in one.new) for one in stretches]
    assert [one for one in before if one] == paragraphs(old)
    assert [one for one in after if one] == paragraphs(new)
    assert any(one.changed for one in stretches) is (old != new)


@pytest.mark.parametrize("text", ["sana {} " * 60_000, "sana {}\n\n" * 60_000])
def test_the_largest_texts_are_compared_in_a_moment(text):
    old, new = text.replace("{}", "x"), text.replace("{}", "y")
    begun = time.perf_counter()

    stretches = difference(old, new)

    assert time.perf_counter() - begun < 2
    assert {piece.change for one in stretches for piece in one.pieces} == {
        Change.GONE,
        Change.NEW,
    }


def test_the_newest_is_compared_with_the_one_before_it(aino):
    practice = make.practice(by=aino)
    first = handed_over(practice, FIRST, by=aino)
    second = handed_over(practice, SECOND, by=aino, base=first.id)

    found = compared(practice, NEWEST, seen_by=aino)

    assert (found.old, found.new) == (first, second)
    assert list(found.changed) == ["action"]
    assert found.same == ["title"]


def test_the_older_one_always_stands_first(aino):
    practice = make.practice(by=aino)
    first = handed_over(practice, FIRST, by=aino)
    second = handed_over(practice, SECOND, by=aino, base=first.id)

    found = compared(practice, Comparison(second.id, first.id, Layout.SIDES), seen_by=aino)

    assert (found.old, found.new) == (first, second)


def test_one_wording_alone_is_nothing_to_compare(aino):
    practice = make.practice(by=aino)
    handed_over(practice, FIRST, by=aino)

    with pytest.raises(NotFoundError) as refused:
        compared(practice, NEWEST, seen_by=aino)

    assert refused.value.key == "revision.nothing_to_compare"


def test_what_one_may_not_see_is_in_no_history(marjatta, noora, jesse):
    practice = make.practice(by=noora, holder=marjatta)
    first = handed_over(practice, FIRST, by=marjatta)
    waiting = handed_over(practice, SECOND, by=noora, base=first.id)

    for_jesse = history_of(practice, seen_by=jesse).revisions
    for_noora = history_of(practice, seen_by=noora).revisions

    assert list(for_jesse) == [first]
    assert set(for_noora) == {first, waiting}
    with pytest.raises(NotFoundError):
        compared(practice, Comparison(first.id, waiting.id, Layout.INLINE), seen_by=jesse)


def test_each_paragraph_is_the_one_who_last_changed_its(aino, petri):
    practice = make.practice(by=aino)
    first = handed_over(practice, FIRST, by=aino)
    second = handed_over(practice, SECOND, by=aino, base=first.id)
    third = handed_over(practice, THIRD, by=aino, base=second.id, why="Se toimii.")

    found = origins_in(third, seen_by=petri)

    assert [(one.words, one.revision) for one in found["action"]] == [
        ("Jätän hiljaisuuden.", first),
        ("Soitan aamulla.", second),
        ("Kerron kaksi havaintoa.", third),
    ]
    assert [one.revision for one in found["why"]] == [third]


def test_an_earlier_text_comes_back_as_ones_own_draft(aino, petri):
    practice = make.practice(by=aino)
    first = handed_over(practice, FIRST, by=aino)
    second = handed_over(practice, SECOND, by=aino, base=first.id)

    draft = restore_revision(first, by=petri)

    assert (draft.action, draft.author, draft.base_id) == (FIRST, petri, second.id)
    assert current_revision(practice, "fi") is second
    assert draft_of(practice, "fi", by=aino) is None


def test_what_was_restored_goes_the_usual_way(aino, petri):
    practice = make.practice(by=aino)
    first = handed_over(practice, FIRST, by=aino)
    second = handed_over(practice, SECOND, by=aino, base=first.id)
    draft = restore_revision(first, by=petri)

    handed = handed_over(practice, draft.action, by=petri, base=draft.base_id)

    assert handed.state is RevisionState.AWAITING
    assert second.state is RevisionState.PUBLISHED


def test_a_draft_in_the_way_is_not_lost(aino):
    practice = make.practice(by=aino)
    first = handed_over(practice, FIRST, by=aino)
    save_draft(practice, "fi", Wording.parse({"title": "Soitto", "action": "Kesken"}), by=aino)

    with pytest.raises(DomainError) as refused:
        restore_revision(first, by=aino)

    assert refused.value.key == "revision.draft_in_the_way"
    assert draft_of(practice, "fi", by=aino).action == "Kesken"
