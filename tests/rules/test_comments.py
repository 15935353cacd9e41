"""Comments and watching: who is named, who is told, and who sees nothing of it."""

import pytest

from kb.document.dropping.actions import drop_practice
from kb.document.dropping.forms import Farewell
from kb.document.revisions.actions import hand_over
from kb.document.revisions.forms import Wording
from kb.document.revisions.queries import current_revision
from kb.foundation.db import session
from kb.foundation.errors import InvalidError, NotAllowedError, NotFoundError
from kb.notices.models import Notice, NoticeKind
from kb.notices.queries import notices_of
from kb.practices.models import Audience, PracticeReader
from kb.socialise.talk.actions import comment_on, remove_comment
from kb.socialise.talk.forms import parse_comment
from kb.socialise.talk.pieces import in_pieces
from kb.socialise.talk.queries import comment_by_id, comments_on, those_who_may_read
from kb.socialise.watching.actions import unwatch, watch
from kb.socialise.watching.queries import is_watched_by
from support import make


@pytest.fixture
def practice(marjatta):
    made = make.practice(by=marjatta)
    make.document(made, by=marjatta)
    return made


def told(person):
    kinds = session.query(Notice.kind).filter(Notice.person_id == person.id)
    return [kind for (kind,) in kinds.order_by(Notice.id)]


def reword(practice, *, by, **otherwise):
    base = str(current_revision(practice, "fi").id)
    said = {"title": practice.title, "action": "Toisin.", "base": base, **otherwise}
    return hand_over(practice, "fi", Wording.parse(said), by=by)


def test_who_is_named_by_the_whole_name_is_mentioned(petri, noora):
    text = "Kysy @petri saarela tai @Noora Vainiolta, ei petri@saarela eikä @Noora."

    pieces = list(in_pieces(text, [petri, noora]))

    named = [(piece.words, piece.person) for piece in pieces if piece.person]
    assert named == [("@petri saarela", petri)]
    assert "".join(piece.words for piece in pieces) == text


def test_the_longer_of_two_names_is_meant(noora):
    long = make.person("Noora Vainio-Ranta")

    pieces = list(in_pieces("Hei @Noora Vainio-Ranta!", [noora, long]))

    assert [piece.person for piece in pieces if piece.person] == [long]


def test_a_practice_is_named_in_double_brackets(noora):
    pieces = list(
        in_pieces("Katso [[Soita ensin]], [[muistio|tämä]] ja [[@Noora Vainio]].", [])
    )

    assert [(piece.words, piece.title) for piece in pieces if piece.title] == [
        ("Soita ensin", "Soita ensin"),
        ("tämä", "muistio"),
    ]


def test_those_named_and_those_who_look_after_it_are_told_once_each(
    practice, marjatta, petri, jesse
):
    comment_on(practice, "Toimisiko tämä, @Petri Saarela?", by=jesse, language="fi")

    assert told(petri) == [NoticeKind.MENTIONED]
    assert told(marjatta) == [NoticeKind.COMMENTED]
    assert told(jesse) == []


def test_who_watches_hears_of_comments_new_wordings_and_a_giving_up(practice, marjatta, noora):
    watch(practice, by=noora)
    watch(practice, by=noora)

    comment_on(practice, "Kiitos.", by=marjatta, language="fi")
    reword(practice, by=marjatta, change="correction")
    assert told(noora) == [NoticeKind.COMMENTED]
    reword(practice, by=marjatta)
    drop_practice(practice, Farewell("Vanha.", ""), by=marjatta)

    assert told(noora)[1:] == [NoticeKind.REVISED, NoticeKind.PRACTICE_DROPPED]


def test_who_watches_no_longer_hears_no_more(practice, marjatta, noora):
    watch(practice, by=noora)
    unwatch(practice, by=noora)

    reword(practice, by=marjatta)

    assert not is_watched_by(practice, noora)
    assert told(noora) == []


def test_who_may_not_see_a_practice_is_not_named_nor_told_of_it(
    practice, marjatta, petri, jesse
):
    practice.audience = Audience.NAMED
    practice.reader_rows = [PracticeReader(person_id=jesse.id)]
    session.flush()

    made = comment_on(practice, "@Petri Saarela @Jesse Lindqvist", by=marjatta, language="fi")

    assert made.mentioned == [jesse]
    assert told(petri) == []
    assert set(those_who_may_read(practice)) == {marjatta, jesse}
    with pytest.raises(NotFoundError):
        comment_by_id(made.id, seen_by=petri)


def test_a_notice_of_a_comment_says_nothing_once_its_practice_is_hidden(
    practice, marjatta, petri
):
    comment_on(practice, "Salaisuus @Petri Saarela", by=marjatta, language="fi")
    assert notices_of(petri, 1).items[0].sight.title.startswith("Salaisuus")
    practice.audience = Audience.NAMED
    session.flush()

    assert notices_of(petri, 1).items[0].sight is None


def test_a_comment_is_taken_away_by_its_writer_or_a_coordinator(practice, jesse, petri, leena):
    first = comment_on(practice, "Ensin.", by=jesse, language="fi")
    second = comment_on(practice, "Sitten.", by=jesse, language="fi")
    assert [one.text for one in comments_on(practice)] == ["Ensin.", "Sitten."]

    with pytest.raises(NotAllowedError):
        remove_comment(first, by=petri)
    remove_comment(first, by=jesse)
    remove_comment(second, by=leena)

    assert comments_on(practice) == []


def test_an_empty_or_overlong_comment_is_refused():
    for text in (" ", "x" * 4001):
        with pytest.raises(InvalidError):
            parse_comment({"text": text})
