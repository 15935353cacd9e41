"""Whatever several people move, drop, dissolve and bring back, no note and no word is lost."""

from itertools import count

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from kb.document.boards import actions
from kb.document.boards.drafting import draft_from_group
from kb.document.boards.forms import DISCARDED, DraftWish, Label, Placing
from kb.document.boards.models import BoardState, GroupLevel
from kb.document.boards.queries import board_by_id, group_on, groups_of, note_on
from kb.document.boards.walls import wall_of
from kb.foundation.db import reading, session, unit_of_work
from kb.foundation.errors import DomainError
from kb.people.models import Person
from support import make

STEPS, AN_EXAMPLE = 500, 50
TEAM = ("Aino Koskela", "Petri Saarela", "Noora Vainio")  # Aino runs the board
NUMBERS = count(1)

who = st.sampled_from(TEAM)
which = st.integers(0, 30)
# Mostly they group, or nothing would happen on the board.
STATES = [*[BoardState.GROUPING] * 6, BoardState.OPEN, BoardState.CLOSED]


class Workshop(RuleBasedStateMachine):
    """Three people at one board, each with a page that is as old as it is."""

    def __init__(self):
        super().__init__()
        self.written, self.pages, self.met = {}, {}, set()
        with unit_of_work():
            people = {name: person(name) for name in TEAM}
            self.numbers = {name: one.id for name, one in people.items()}
            self.board = make.workshop(*people.values()).id
        for name in TEAM:
            self.looks(name)
        with reading():
            board = self.here(TEAM[0])
            for number, _ in self.pages[TEAM[0]][0]:
                note = note_on(board, number)
                self.written[number] = (note.author_id, note.text)

    @rule(name=who)
    def looks(self, name):
        with reading():
            board = self.here(name)
            wall = wall_of(board, seen_by=person(name))
            bundles = [one.notes for one in wall.every_sub]
            notes = [note for heap in (*bundles, wall.loose, wall.discarded) for note in heap]
            groups = [(one.id, one.level) for one in groups_of(board)]
            self.pages[name] = [(note.id, note.version) for note in notes], groups

    @rule(name=who)
    def writes(self, name):
        words = f"Lappu {next(NUMBERS)}"

        def write(board, by):
            self.new = make.sticky(board, words, by=by).id

        if self.does(name, write):
            self.written[self.new] = (self.numbers[name], words)

    @rule(name=who, note=which)
    def deletes(self, name, note):
        number, _ = self.seen_note(name, note)
        if number and self.does(
            name, lambda board, by: actions.delete_note(board, note_on(board, number), by=by)
        ):
            del self.written[number]

    @rule(name=who, note=which)
    def rewords(self, name, note):
        number, _ = self.seen_note(name, note)
        words = f"Toisin {next(NUMBERS)}"
        if number and self.does(
            name,
            lambda board, by: actions.reword_note(board, note_on(board, number), words, by=by),
        ):
            self.written[number] = (self.numbers[name], words)

    @rule(name=who, note=which, to=which)
    def moves(self, name, note, to):
        number, seen = self.seen_note(name, note)
        places = ["", DISCARDED, *(str(group) for group, _ in self.pages[name][1])]
        form = {"to": places[to % len(places)], "version": str(seen)}
        if number:
            self.does(
                name,
                lambda board, by: actions.place_note(
                    board, note_on(board, number), Placing.parse(form), by=by
                ),
            )

    @rule(name=who, level=st.sampled_from(GroupLevel))
    def names_a_group(self, name, level):
        label = Label(f"Ryhmä {next(NUMBERS)}", level)
        self.does(name, lambda board, by: actions.add_group(board, label, by=by))

    @rule(name=who, group=which, to=which)
    def moves_a_group(self, name, group, to):
        groups = self.pages[name][1]
        if groups:
            number, target = groups[group % len(groups)][0], groups[to % len(groups)][0]
            self.does(
                name,
                lambda board, _: actions.place_group(
                    board, group_on(board, number), Placing(target)
                ),
            )

    @rule(name=who, group=which)
    def dissolves(self, name, group):
        groups = self.pages[name][1]
        if groups:
            number = groups[group % len(groups)][0]
            self.does(
                name,
                lambda board, by: actions.dissolve_group(board, group_on(board, number), by=by),
            )

    @rule(name=who, group=which)
    def drafts(self, name, group):
        groups = self.pages[name][1]
        if groups:
            number, wish = groups[group % len(groups)][0], DraftWish("Luonnos", holder="me")
            self.does(
                name,
                lambda board, by: draft_from_group(board, group_on(board, number), wish, by=by),
            )

    @rule(name=who, state=st.sampled_from(STATES))
    def moves_the_board_on(self, name, state):
        self.does(name, lambda board, by: actions.move_on(board, state, by=by))

    @invariant()
    def every_note_hangs_in_one_place_with_its_author_and_words(self):
        with reading():
            wall = wall_of(self.here(TEAM[1]), seen_by=person(TEAM[1]))
            heaps = [wall.loose, wall.discarded, *(one.notes for one in wall.every_sub)]
            hung = [(n.id, (n.author_id, n.text)) for heap in heaps for n in heap]
        assert len(hung) == len(dict(hung))
        assert dict(hung) == self.written

    def does(self, name, deed):
        """Let the deed be done in a transaction of its own; say whether it was not refused."""
        try:
            with unit_of_work():
                deed(self.here(name), person(name))
        except DomainError as refused:
            self.met.add(refused.key)
            return False
        return True

    def here(self, name):
        return board_by_id(self.board, seen_by=person(name))

    def seen_note(self, name, at):
        notes = self.pages[name][0]
        return notes[at % len(notes)] if notes else (None, None)


def person(name):
    found = session.scalar(select(Person).where(Person.name == name))
    return found or make.person(name)


def test_no_note_is_lost_whoever_moves_what(app):
    met = set()

    class Counted(Workshop):
        def teardown(self):
            met.update(self.met)

    run_state_machine_as_test(
        Counted,
        settings=settings(
            max_examples=STEPS // AN_EXAMPLE,
            stateful_step_count=AN_EXAMPLE,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )

    assert {"board.note_is_gone", "board.group_is_gone", "board.is_closed"} <= met
