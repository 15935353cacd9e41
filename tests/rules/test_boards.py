"""A workshop board: who sees it, whose a note is, where it may go, and what is made of it."""

import pytest
from sqlalchemy import select

from kb.cycle.origins import origins_of
from kb.document.boards.actions import (
    add_group,
    ask_anew,
    delete_note,
    dissolve_group,
    move_on,
    place_group,
    place_note,
    rename_group,
    reword_note,
)
from kb.document.boards.drafting import draft_from_group, source_by_id, workshops_behind
from kb.document.boards.forms import (
    NOBODY,
    DraftWish,
    Invitation,
    Label,
    Limits,
    Placing,
    note_text,
)
from kb.document.boards.models import NEXT, BoardState, GroupLevel
from kb.document.boards.queries import (
    BoardShelf,
    board_by_id,
    boards_on,
    group_on,
    note_on,
    removed_boards,
)
from kb.document.boards.removing import remove_board, restore_board
from kb.document.boards.walls import wall_of
from kb.document.methods.models import Method
from kb.document.revisions.actions import hand_over, publish_revision
from kb.document.revisions.drafts import save_draft
from kb.document.revisions.forms import Wording
from kb.document.revisions.models import RevisionState, Source
from kb.document.revisions.queries import draft_of
from kb.document.writing.queries import desk_of
from kb.foundation.db import session
from kb.foundation.errors import (
    ConflictError,
    DomainError,
    InvalidError,
    NotAllowedError,
    NotFoundError,
)
from kb.identify.carriers.queries import is_held_by
from kb.identify.identifications.models import Identification, Trigger
from kb.practices.models import Practice
from kb.practices.queries import visible_to
from support import make

UPPER = Label("Asiakkaan arjessa", GroupLevel.UPPER)
SUB = Label("Soittaminen")


@pytest.fixture
def board(aino):
    return make.board(by=aino)


@pytest.fixture
def grouping(board, aino):
    move_on(board, BoardState.GROUPING, by=aino)
    return board


def test_a_board_needs_a_question_and_nothing_else():
    assert Invitation.parse({"question": " Mitä teet? "}, []) == Invitation("Mitä teet?")


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({}, "question"),
        ({"question": "a" * 301}, "question"),
        ({"question": "Mitä?", "goal": "a" * 601}, "goal"),
        ({"question": "Mitä?", "area": "nowhere"}, "area"),
        ({"question": "Mitä?", "audience": "some"}, "audience"),
        ({"question": "Mitä?", "audience": "named"}, "people"),
    ],
)
def test_a_board_that_lacks_something_says_what(form, field):
    with pytest.raises(InvalidError) as refused:
        Invitation.parse(form, [])

    assert list(refused.value.fields) == [field]


def test_a_board_is_seen_by_those_it_is_for(aino, petri, noora, leena, samuel):
    board = make.board(by=aino, people=[petri])

    for person in (aino, petri):
        assert board_by_id(board.id, seen_by=person) == board
        assert list(boards_on(BoardShelf.MINE, seen_by=person, page=1).items) == [board]
    for person in (noora, leena, samuel):
        for shelf in BoardShelf:
            assert list(boards_on(shelf, seen_by=person, page=1).items) == []
        with pytest.raises(NotFoundError):
            board_by_id(board.id, seen_by=person)


def test_who_was_named_no_longer_sees_it_when_it_is_for_others(aino, petri, noora):
    board = make.board(by=aino, people=[petri])

    ask_anew(board, Invitation("Mitä?", audience=board.audience, people=(noora.id,)), by=aino)

    assert board_by_id(board.id, seen_by=noora).question == "Mitä?"
    with pytest.raises(NotFoundError):
        board_by_id(board.id, seen_by=petri)


def test_boards_lie_by_whether_they_go_on_and_whose_they_are(aino, petri, noora):
    going, closed = make.board(by=aino), make.board("Mitä muuta?", by=aino)
    make.sticky(going, by=petri)
    move_on(closed, BoardState.CLOSED, by=aino)

    def lying(shelf, person):
        return list(boards_on(shelf, seen_by=person, page=1).items)

    assert lying(BoardShelf.GOING, noora) == [going]
    assert lying(BoardShelf.CLOSED, noora) == [closed]
    assert lying(BoardShelf.MINE, noora) == []
    assert lying(BoardShelf.MINE, petri) == [going]
    assert lying(BoardShelf.MINE, aino) == [closed, going]


@pytest.mark.parametrize("state", BoardState)
def test_a_board_goes_where_the_table_says(state, aino, petri, leena):
    for wanted in BoardState:
        board = make.board(by=aino)
        board.state = state
        with pytest.raises(NotAllowedError):
            move_on(board, wanted, by=petri)
        if wanted in NEXT[state]:
            move_on(board, wanted, by=leena)
            assert (board.state, board.is_closed) == (wanted, bool(board.closed_at))
        else:
            with pytest.raises(ConflictError):
                move_on(board, wanted, by=aino)


def test_a_note_keeps_its_author_and_its_words_wherever_it_goes(grouping, aino, petri, jesse):
    note = make.sticky(grouping, "Soitan.", by=jesse)
    group = add_group(grouping, SUB, by=petri)

    place_note(grouping, note, Placing(group.id), by=petri)
    place_note(grouping, note, Placing(discarded=True), by=aino)
    place_note(grouping, note, Placing(None), by=petri)

    assert (note.author, note.text, note.group_id) == (jesse, "Soitan.", None)
    assert wall_of(grouping, seen_by=petri).loose == [note]


def test_the_words_of_a_note_are_its_authors_alone(board, aino, petri, leena):
    note = make.sticky(board, by=petri)

    for person in (aino, leena):
        with pytest.raises(NotAllowedError):
            reword_note(board, note, "Toisin.", by=person)
        with pytest.raises(NotAllowedError):
            delete_note(board, note, by=person)
    reword_note(board, note, "Toisin.", by=petri)
    assert note.text == "Toisin."
    delete_note(board, note, by=petri)

    assert wall_of(board, seen_by=aino).is_empty
    with pytest.raises(ConflictError) as refused:
        note_on(board, note.id)
    assert refused.value.key == "board.note_is_gone"


def test_a_note_holds_so_much_and_a_board_so_many(board, petri):
    few = Limits(notes=2, characters=5)

    assert note_text({"text": " abcde\r\n"}, few) == "abcde"
    for words in ("", " ", "abcdef"):
        with pytest.raises(InvalidError):
            note_text({"text": words}, few)
    discarded = make.sticky(board, by=petri, limits=few)
    place_note(board, discarded, Placing(discarded=True), by=petri)
    make.sticky(board, by=petri, limits=few)
    with pytest.raises(DomainError) as refused:
        make.sticky(board, by=petri, limits=few)

    assert (refused.value.key, refused.value.values) == ("board.is_full", {"most": 2})


def test_who_discards_is_the_author_or_the_facilitator_and_all_bring_back(
    board, aino, petri, noora
):
    note = make.sticky(board, by=petri)

    with pytest.raises(NotAllowedError):
        place_note(board, note, Placing(discarded=True), by=noora)
    for person in (petri, aino):
        place_note(board, note, Placing(discarded=True), by=person)
        assert wall_of(board, seen_by=noora).discarded == [note]
        place_note(board, note, Placing(None), by=noora)
        assert wall_of(board, seen_by=noora).loose == [note]


def test_groups_come_when_the_facilitator_says_so(board, aino, petri):
    with pytest.raises(ConflictError) as refused:
        add_group(board, SUB, by=aino)
    assert refused.value.key == "board.not_grouping_yet"

    move_on(board, BoardState.GROUPING, by=aino)
    group, note = add_group(board, SUB, by=petri), make.sticky(board, by=petri)
    place_note(board, note, Placing(group.id), by=petri)
    move_on(board, BoardState.OPEN, by=aino)

    [sub] = wall_of(board, seen_by=petri).subs
    assert (sub.group, list(sub.notes)) == (group, [note])


def test_a_closed_board_changes_no_more(grouping, aino, petri):
    note, group = make.sticky(grouping, by=petri), add_group(grouping, SUB, by=petri)
    move_on(grouping, BoardState.CLOSED, by=aino)

    for deed in (
        lambda: make.sticky(grouping, by=petri),
        lambda: reword_note(grouping, note, "x", by=petri),
        lambda: delete_note(grouping, note, by=petri),
        lambda: place_note(grouping, note, Placing(group.id), by=petri),
        lambda: place_note(grouping, note, Placing(discarded=True), by=petri),
        lambda: add_group(grouping, SUB, by=petri),
        lambda: rename_group(grouping, group, UPPER),
        lambda: place_group(grouping, group, Placing(None)),
        lambda: dissolve_group(grouping, group, by=petri),
    ):
        with pytest.raises(ConflictError) as refused:
            deed()
        assert refused.value.key == "board.is_closed"
    assert wall_of(grouping, seen_by=petri).places_for(note, by=aino) == []


def test_sub_groups_go_into_upper_groups_and_notes_into_sub_groups(grouping, petri, noora):
    upper, sub = add_group(grouping, UPPER, by=petri), add_group(grouping, SUB, by=petri)
    note = make.sticky(grouping, by=noora)

    place_note(grouping, note, Placing(sub.id), by=petri)
    place_group(grouping, sub, Placing(upper.id))

    wall = wall_of(grouping, seen_by=petri)
    assert [[list(one.notes) for one in above.bundles] for above in wall.uppers] == [[[note]]]
    assert [one.names for one in wall.places_for(note, by=petri)] == [
        (),
        ("Asiakkaan arjessa", "Soittaminen"),
    ]
    for wrong in (
        lambda: place_note(grouping, note, Placing(upper.id), by=petri),
        lambda: place_group(grouping, sub, Placing(sub.id)),
        lambda: place_group(grouping, upper, Placing(upper.id)),
    ):
        with pytest.raises(DomainError):
            wrong()
    place_group(grouping, sub, Placing(None))
    assert [one.group for one in wall_of(grouping, seen_by=petri).subs] == [sub]


def test_a_dissolved_group_lets_everything_hang_on(grouping, aino, petri, noora):
    upper, sub = add_group(grouping, UPPER, by=petri), add_group(grouping, SUB, by=petri)
    kept, dropped = make.sticky(grouping, by=noora), make.sticky(grouping, by=noora)
    place_group(grouping, sub, Placing(upper.id))
    for note in (kept, dropped):
        place_note(grouping, note, Placing(sub.id), by=petri)
    place_note(grouping, dropped, Placing(discarded=True), by=aino)

    with pytest.raises(NotAllowedError):
        dissolve_group(grouping, upper, by=noora)
    dissolve_group(grouping, upper, by=petri)
    dissolve_group(grouping, sub, by=aino)

    wall = wall_of(grouping, seen_by=noora)
    assert (wall.loose, wall.discarded) == ([kept], [dropped])
    assert (wall.uppers, wall.subs) == ([], [])
    with pytest.raises(ConflictError) as refused:
        group_on(grouping, sub.id)
    assert refused.value.key == "board.group_is_gone"


def test_the_last_move_counts_and_says_who_came_before(grouping, petri, noora, aino):
    one, other = add_group(grouping, SUB, by=aino), add_group(grouping, UPPER, by=aino)
    other.level = GroupLevel.SUB
    note = make.sticky(grouping, by=aino)

    assert place_note(grouping, note, Placing(one.id, seen=0), by=noora) is None
    assert place_note(grouping, note, Placing(other.id, seen=0), by=petri) == noora
    assert note.group_id == other.id
    assert place_note(grouping, note, Placing(one.id, seen=2), by=noora) is None
    assert place_note(grouping, note, Placing(one.id, seen=2), by=noora) is None
    assert note.version == 3


def test_what_is_no_place_is_refused():
    for form in ({"to": "wherever"}, {"to": "-1"}):
        with pytest.raises(InvalidError):
            Placing.parse(form)
    assert Placing.parse({"to": "7", "version": "2"}) == Placing(7, seen=2)
    assert Placing.parse({"to": "discarded"}) == Placing(discarded=True)


@pytest.mark.parametrize(
    "form", [{}, {"name": " "}, {"name": "a" * 81}, {"name": "a", "level": "x"}]
)
def test_a_group_needs_a_name(form):
    with pytest.raises(InvalidError):
        Label.parse(form)


@pytest.fixture
def grouped(grouping, aino, petri, noora):
    """An upper group of two sub-groups: Petri wrote the note of one, Noora of the other."""
    upper = add_group(grouping, UPPER, by=aino)
    for name, author in (("Soittaminen", petri), ("Paikalla", noora)):
        sub = add_group(grouping, Label(name), by=aino)
        place_group(grouping, sub, Placing(upper.id))
        note = make.sticky(grouping, f"Sanoo {author.name}.\nNiin.", by=author)
        place_note(grouping, note, Placing(sub.id), by=aino)
    return upper


def groups(board, person):
    [upper] = wall_of(board, seen_by=person).uppers
    return [one.group for one in upper.bundles]


def test_a_draft_has_the_notes_as_its_source(grouping, grouped, aino, petri, noora):
    made = draft_from_group(
        grouping, grouped, DraftWish("Kuuntelen ensin", holder=str(petri.id)), by=aino
    )

    practice = session.get_one(Practice, made.practice_id)
    draft = draft_of(practice, "fi", by=aino)
    assert draft.source is Source.WORKSHOP
    assert draft.text.action == (
        "### Soittaminen\n\n- Sanoo Petri Saarela.\n  Niin.\n\n"
        "### Paikalla\n\n- Sanoo Noora Vainio.\n  Niin."
    )
    assert [note.author for note in made.notes] == [petri, noora]
    assert set(made.people) == {aino, petri, noora}
    triggers = select(Identification.trigger).where(Identification.practice_id == practice.id)
    assert list(session.scalars(triggers)) == [Trigger.WORKSHOP]
    assert is_held_by(practice, petri)
    [above] = wall_of(grouping, seen_by=noora).uppers
    assert list(above.made) == [practice]
    [origin] = origins_of(practice, seen_by=noora)
    assert (origin.kind, origin.number, origin.words) == (
        "workshop",
        made.id,
        grouping.question,
    )
    assert source_by_id(made.id, seen_by=noora) == made


def test_what_another_holds_waits_for_them(grouping, grouped, aino, petri):
    [sub, _] = groups(grouping, aino)
    made = draft_from_group(
        grouping, sub, DraftWish("Kuuntelen ensin", holder=str(petri.id)), by=aino
    )
    practice = session.get_one(Practice, made.practice_id)
    text = {"title": practice.title, "action": "Kuuntelen."}

    revision = hand_over(practice, "fi", Wording.parse(text), by=aino)

    assert (revision.state, revision.source) == (RevisionState.AWAITING, Source.WORKSHOP)
    publish_revision(revision, by=petri)
    assert revision.state is RevisionState.PUBLISHED


def test_the_desk_knows_that_it_was_a_workshop_and_who_was_there(
    grouping, grouped, aino, petri, noora
):
    made = draft_from_group(grouping, grouped, DraftWish("Näin", holder="me"), by=aino)
    practice = session.get_one(Practice, made.practice_id)

    desk = desk_of(practice, "fi", by=aino)

    assert desk.manner.method is Method.WORKSHOP
    assert set(desk.manner.others) == {aino.id, petri.id, noora.id}
    assert desk_of(practice, "fi", by=noora).manner is None


def test_a_draft_of_a_practice_that_is_there_overwrites_nothing(grouping, grouped, aino):
    practice = make.practice(by=aino)
    make.document(practice, by=aino, action="Soitan.")
    begun = {"title": "Oma nimi", "action": "Soitan heti.", "why": "Koska."}
    save_draft(practice, "fi", desk_wording(practice, aino, begun), by=aino)

    made = draft_from_group(grouping, grouped, DraftWish(slug=practice.slug), by=aino)

    draft = draft_of(practice, "fi", by=aino)
    assert made.practice_id == practice.id
    assert (draft.title, draft.why) == ("Oma nimi", "Koska.")
    assert draft.action.startswith("Soitan heti.\n\n### Soittaminen")
    assert draft.base_id == desk_of(practice, "fi", by=aino).current.id
    assert not draft.conflict


def desk_wording(practice, person, form):
    desk = desk_of(practice, "fi", by=person)
    return Wording.parse({**form, "base": str(desk.base_id)})


def test_a_source_stays_as_it_is(grouping, grouped, aino, petri):
    made = draft_from_group(grouping, grouped, DraftWish("Näin", holder="me"), by=aino)
    [sub, _] = groups(grouping, aino)
    [note] = wall_of(grouping, seen_by=petri).uppers[0].bundles[0].notes

    for deed in (
        lambda: reword_note(grouping, note, "Toisin.", by=petri),
        lambda: delete_note(grouping, note, by=petri),
    ):
        with pytest.raises(DomainError) as refused:
            deed()
        assert refused.value.key == "board.note_is_a_source"
    dissolve_group(grouping, sub, by=aino)
    assert note in source_by_id(made.id, seen_by=petri).notes


def test_a_draft_is_asked_whose_it_is(aino, petri):
    for form, field in (({"title": "Näin"}, "holder"), ({"holder": "me"}, "title")):
        with pytest.raises(InvalidError) as refused:
            DraftWish.parse(form)
        assert list(refused.value.fields) == [field]
    assert DraftWish("Näin", holder=NOBODY).holder_among([petri], me=aino) is None
    with pytest.raises(InvalidError):
        DraftWish("Näin", holder="999").holder_among([petri], me=aino)


def test_nothing_is_drafted_of_nothing(grouping, aino):
    with pytest.raises(DomainError) as refused:
        draft_from_group(grouping, add_group(grouping, SUB, by=aino), DraftWish("N"), by=aino)

    assert refused.value.key == "board.group_is_empty"


def test_a_practice_tells_nobody_of_a_board_they_may_not_see(aino, petri, noora):
    board = make.board("Kanarialintu?", by=aino, people=[petri])
    make.sticky(board, by=petri)
    move_on(board, BoardState.GROUPING, by=aino)
    sub = add_group(board, SUB, by=aino)
    [note] = wall_of(board, seen_by=aino).loose
    place_note(board, note, Placing(sub.id), by=aino)

    made = draft_from_group(board, sub, DraftWish("Näin", holder="me"), by=aino)

    practice = session.scalar(select(Practice).where(visible_to(noora)))
    assert practice.id == made.practice_id
    assert origins_of(practice, seen_by=noora) == []
    assert len(origins_of(practice, seen_by=petri)) == 1
    with pytest.raises(NotFoundError):
        source_by_id(made.id, seen_by=noora)


def test_a_wall_tells_nobody_of_a_practice_they_may_not_see(grouping, grouped, aino, jesse):
    draft_from_group(grouping, grouped, DraftWish("Näin", holder=NOBODY), by=aino)

    assert [list(one.made) for one in wall_of(grouping, seen_by=jesse).uppers] == [[]]
    assert [len(one.made) for one in wall_of(grouping, seen_by=aino).uppers] == [1]


def test_only_its_writer_sees_on_the_desk_what_a_draft_stands_on(
    grouping, grouped, aino, leena
):
    made = draft_from_group(grouping, grouped, DraftWish("Näin", holder="me"), by=aino)
    practice = session.get_one(Practice, made.practice_id)

    assert list(workshops_behind(draft_of(practice, "fi", by=aino))) == [made]
    assert list(workshops_behind(draft_of(practice, "fi", by=leena))) == []


def test_a_deleted_board_is_there_for_who_runs_it_and_for_coordinators_it_is_for(
    aino, petri, leena
):
    board, named = make.board(by=aino), make.board(by=aino, people=[petri])
    note = make.sticky(board, by=petri)
    assert note_on(board, note.id) is note

    for one in (board, named):
        remove_board(one, by=aino)

    assert set(removed_boards(aino)) == {board, named}
    assert (removed_boards(leena), removed_boards(petri)) == ([board], [])
    with pytest.raises(NotFoundError):
        board_by_id(board.id, seen_by=aino)
    with pytest.raises(NotFoundError):
        restore_board(board.id, by=petri)
    assert restore_board(board.id, by=leena) is board
    assert removed_boards(leena) == []
    assert board_by_id(board.id, seen_by=petri) is board
