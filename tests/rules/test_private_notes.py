"""Private notes: their author's alone, sealed, and never written over unread."""

import stat

import pytest
from sqlalchemy import select

from kb.config import Settings, UnsafeSettingError
from kb.foundation.db import begin_reading, session, unit_of_work
from kb.foundation.errors import (
    ConflictError,
    DomainError,
    InvalidError,
    NotAllowedError,
    NotFoundError,
)
from kb.share.private_notes.actions import keep_note, reseal_all
from kb.share.private_notes.forms import WHOLE_PAIR, Jotting
from kb.share.private_notes.keys import KeyPlace, NotesKey
from kb.share.private_notes.models import PrivateNote
from kb.share.private_notes.queries import meeting_of, own_pairing, slots_of
from support import make

FIRST, SECOND = (
    "the first key, of forty characters long.",
    "another key, of forty characters long..",
)
WORDS = "Hän epäröi, kun puhe tuli rahasta."


@pytest.fixture
def place(tmp_path):
    found = KeyPlace(tmp_path / "kept" / "notes.key")
    found.make()
    return found


def note(pairing, meeting=None, words=WORDS, *, by, place, version=0):  # noqa: PLR0913
    return keep_note(pairing, meeting, Jotting(words, version), by=by, place=place)


def words_of(pairing, *, by, place):
    """Return what ``by`` reads on their page, and whether something stays closed."""
    slots = slots_of(pairing, place, by=by)
    return [one.words for one in slots], [one.refusal.key for one in slots if one.refusal]


def test_a_note_is_read_by_who_wrote_it_and_by_nobody_else(petri, noora, leena, place):
    pairing = make.active_pair(petri, noora)
    met = make.talk(pairing)

    note(pairing, by=petri, place=place)
    note(pairing, met, "Ensi kerralla hän vetää.", by=petri, place=place)

    assert words_of(pairing, by=petri, place=place) == ([WORDS, "Ensi kerralla hän vetää."], [])
    assert words_of(pairing, by=noora, place=place) == (["", ""], [])
    assert words_of(pairing, by=leena, place=place) == (["", ""], [])


def test_only_the_two_have_a_page_for_notes(petri, noora, aino, leena):
    pairing = make.active_pair(petri, noora)

    assert own_pairing(pairing.id, of=noora) is pairing
    with pytest.raises(NotAllowedError):
        own_pairing(pairing.id, of=leena)
    with pytest.raises(NotFoundError):
        own_pairing(pairing.id, of=aino)


def test_a_meeting_of_others_is_not_there(petri, noora, aino):
    mine, theirs = make.active_pair(petri, noora), make.active_pair(petri, aino)

    with pytest.raises(NotFoundError):
        meeting_of(mine, make.talk(theirs).id)


def test_what_is_kept_tells_nothing(petri, noora, place):
    kept = note(make.active_pair(petri, noora), by=petri, place=place)

    assert WORDS.encode() not in kept.sealed
    assert kept.opened(*place.keys().values()) == WORDS


def test_the_same_words_are_sealed_otherwise_each_time(petri, noora, place):
    pairing = make.active_pair(petri, noora)

    mine, theirs = (note(pairing, by=one, place=place).sealed for one in (petri, noora))

    assert mine[12:] != theirs[12:]
    again = note(pairing, words=f"{WORDS}!", by=petri, place=place, version=1)
    back = note(pairing, words=WORDS, by=petri, place=place, version=2)
    assert again is back
    assert back.sealed != mine


@pytest.mark.parametrize("moved", ["author_id", "session_id", "pairing_id"])
def test_a_row_moved_elsewhere_does_not_open(petri, noora, aino, place, moved):
    pairing = make.active_pair(petri, noora)
    elsewhere = make.active_pair(petri, aino)
    row = note(pairing, by=petri, place=place)
    new = {
        "author_id": noora.id,
        "session_id": make.talk(pairing).id,
        "pairing_id": elsewhere.id,
    }

    setattr(row, moved, new[moved])

    with pytest.raises(DomainError) as refused:
        row.opened(*place.keys().values())
    assert refused.value.key == "private_note.altered"


def test_what_was_altered_is_said_to_be_and_not_written_over(petri, noora, place):
    pairing = make.active_pair(petri, noora)
    row = note(pairing, by=petri, place=place)
    row.sealed = row.sealed[:-1] + bytes([row.sealed[-1] ^ 1])
    session.flush()
    before = row.sealed

    assert words_of(pairing, by=petri, place=place) == ([""], ["private_note.altered"])
    with pytest.raises(DomainError):
        note(pairing, words="Uusi", by=petri, place=place, version=1)
    assert row.sealed == before


@pytest.mark.parametrize("given", ["", SECOND])
def test_without_the_right_key_all_stay_closed_and_whole(petri, noora, tmp_path, given):
    pairing = make.active_pair(petri, noora)
    right = KeyPlace(tmp_path / "none", FIRST)
    row = note(pairing, by=petri, place=right)
    before, wrong = row.sealed, KeyPlace(tmp_path / "none", given)

    assert words_of(pairing, by=petri, place=wrong) == ([""], ["private_note.closed"])
    for meeting in (None, make.talk(pairing)):  # nor does a new note take another key
        with pytest.raises(DomainError) as refused:
            note(pairing, meeting, "Uusi", by=petri, place=wrong, version=1)
        assert refused.value.key == "private_note.closed"
    assert row.sealed == before
    assert words_of(pairing, by=petri, place=right)[0][0] == WORDS


def test_two_tabs_do_not_lose_a_word(petri, noora, place):
    pairing = make.active_pair(petri, noora)
    note(pairing, by=petri, place=place)

    with pytest.raises(ConflictError):
        note(pairing, words="Toisesta välilehdestä", by=petri, place=place)

    assert words_of(pairing, by=petri, place=place)[0] == [WORDS]
    assert note(pairing, by=petri, place=place).version == 1  # the same sent twice counts once


def test_an_emptied_note_is_gone(petri, noora, place):
    pairing = make.active_pair(petri, noora)
    note(pairing, by=petri, place=place)

    assert note(pairing, words="", by=petri, place=place, version=1) is None
    assert note(pairing, words="", by=petri, place=place) is None

    assert session.scalars(select(PrivateNote)).all() == []


def test_a_note_has_the_houses_limit():
    with pytest.raises(InvalidError) as refused:
        Jotting.parse({"note_7": "a" * 4001}, 7)

    assert set(refused.value.fields) == {"note_7"}
    assert Jotting.parse({"note_7": " sana ", "version": "3"}, 7) == Jotting("sana", 3)


def test_each_author_has_a_key_of_their_own():
    key = NotesKey(FIRST)

    shut = key.of_author(1).encrypt(b"0" * 12, b"sana", b"")

    assert key.of_author(1).decrypt(b"0" * 12, shut, b"") == b"sana"
    assert key.of_author(2).encrypt(b"0" * 12, b"sana", b"") != shut
    assert key.name != NotesKey(SECOND).name
    assert FIRST not in repr(key)


def test_the_key_is_made_once_and_nobody_else_reads_it(tmp_path):
    place = KeyPlace(tmp_path / "house" / "notes.key")

    made = place.make()

    assert stat.S_IMODE(place.file.stat().st_mode) == 0o600
    assert place.keys() == {made.name: made}
    assert [one.name for one in place.file.parent.iterdir()] == ["notes.key"]


def test_a_weak_key_is_refused_and_none_is_no_fault(tmp_path):
    given = {"KB_DATA_DIR": str(tmp_path), "KB_SECRET_KEY": FIRST}

    assert Settings.read(given).notes_key == ""
    assert Settings.read({**given, "KB_NOTES_KEY": SECOND}).notes_key == SECOND
    assert SECOND not in repr(Settings.read({**given, "KB_NOTES_KEY": SECOND}))
    with pytest.raises(UnsafeSettingError):
        Settings.read({**given, "KB_NOTES_KEY": "short"})


@pytest.fixture
def noted(app, petri, noora, place):
    """A pair with a note that is really kept, as the command finds it."""
    pairing = make.active_pair(petri, noora)
    note(pairing, by=petri, place=place)
    session.commit()
    begin_reading()
    return pairing


def read(pairing, place):
    author = session.scalar(select(PrivateNote)).author_id
    by = type("Author", (), {"id": author})
    return words_of(pairing, by=by, place=place)


def test_a_new_key_opens_what_the_former_one_sealed(noted, place):
    former = place.keys()

    new = place.make_next()
    with unit_of_work():
        assert reseal_all(new, place) == 1
    place.take_next()

    assert place.keys() == {new.name: new}
    assert new.name not in former
    assert read(noted, place) == ([WORDS], [])


def break_off(new, place):
    with unit_of_work():
        reseal_all(new, place)
        raise KeyboardInterrupt


def test_a_change_broken_off_before_it_was_kept_changed_nothing(noted, place):
    new = place.make_next()

    with pytest.raises(KeyboardInterrupt):
        break_off(new, place)

    assert read(noted, place) == ([WORDS], [])
    assert place.make_next() == new  # and it goes on with the same key


def test_a_change_broken_off_before_the_former_key_went_opens_and_goes_on(noted, place):
    new = place.make_next()
    with unit_of_work():
        reseal_all(new, place)

    assert read(noted, place) == ([WORDS], [])
    with unit_of_work():
        reseal_all(place.make_next(), place)
    place.take_next()
    assert place.keys() == {new.name: new}
    assert read(noted, place) == ([WORDS], [])


def test_without_the_former_key_nothing_is_sealed_anew(noted, place, tmp_path):
    lost = KeyPlace(tmp_path / "elsewhere" / "notes.key")
    before, new = session.scalar(select(PrivateNote.sealed)), lost.make_next()

    with pytest.raises(DomainError), unit_of_work():
        reseal_all(new, lost)

    assert session.scalar(select(PrivateNote.sealed)) == before


def test_each_place_for_a_note_tells_its_meeting_and_how_often_it_was_kept(petri, noora, place):
    pairing = make.active_pair(petri, noora)
    met = make.talk(pairing)
    note(pairing, met, by=petri, place=place)
    note(pairing, met, f"{WORDS}!", by=petri, place=place, version=1)

    assert meeting_of(pairing, met.id) is met
    slots = slots_of(pairing, place, by=petri)
    assert [(one.number, one.version) for one in slots] == [(WHOLE_PAIR, 0), (met.id, 2)]
