"""Whatever several writers do on several pages at once, no text that was acknowledged is lost.

``make test`` takes some five hundred steps, ``make test-long`` ten thousand (``STEPS``).
"""

import os
import re
from dataclasses import dataclass, field, replace
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

from kb.document.merging.actions import settle_merge
from kb.document.merging.forms import Settlement, Side
from kb.document.merging.queries import merge_of
from kb.document.merging.three_way import Clash
from kb.document.revisions.actions import hand_back, hand_over, publish_revision
from kb.document.revisions.asides import Aside
from kb.document.revisions.drafts import discard_draft, save_draft
from kb.document.revisions.forms import Wording
from kb.document.revisions.models import Draft, Revision, RevisionState, Text
from kb.document.writing.queries import desk_of
from kb.foundation.db import reading, session, unit_of_work
from kb.foundation.errors import ConflictError
from kb.identify.carriers.actions import add_basis
from kb.identify.carriers.models import Basis
from kb.people.models import Person
from kb.practices.models import Practice
from support import make

STEPS = int(os.environ.get("STEPS", "500"))
AN_EXAMPLE = 50
WRITERS = ("Aino Koskela", "Petri Saarela", "Noora Vainio")
HOLDERS = WRITERS[:2]  # what Noora writes waits for one of them
TOKEN = re.compile(r"Sana\d+q")
NUMBERS = count(1)

who = st.sampled_from(WRITERS)
where = st.sampled_from([1, 2])
part = st.sampled_from(["action", "why"])


@dataclass
class Page:
    """The form in one browser's tab: what it shows, and where that stands."""

    text: Text
    base_id: int | None
    version: int
    sheet: str

    @property
    def wording(self):
        return Wording(
            self.text,
            dict.fromkeys(self.text.parts, ""),
            base_id=self.base_id,
            version=self.version,
            sheet=self.sheet,
        )


@dataclass
class Count:
    """How many steps were taken, and what they met."""

    steps: int = 0
    conflicts: int = 0
    merges: int = 0
    published: set = field(default_factory=set)


class Editing(RuleBasedStateMachine):
    """Three people at one practice; ``acknowledged`` is what the house said it had."""

    taken: Count

    def __init__(self):
        super().__init__()
        self.pages, self.acknowledged = {}, set()
        with unit_of_work():
            people = {name: person(name) for name in WRITERS}
            made = make.practice(f"Yhteinen {next(NUMBERS)}", by=people["Aino Koskela"])
            for name in HOLDERS:
                add_basis(people[name], made, basis=Basis.DECLARED)
            self.number, self.numbers = made.id, {n: one.id for n, one in people.items()}

    @rule(name=who, tab=where)
    def opens(self, name, tab):
        with reading():
            desk = desk_of(self.practice, "fi", by=self.person(name))
            self.pages[name, tab] = Page(desk.text, desk.base_id, desk.version, desk.sheet)

    @rule(name=who, tab=where, part=part)
    def writes_on_and_saves(self, name, tab, part):
        self.writes(name, tab, part)
        self.saves(name, tab)

    @rule(name=who, tab=where, part=part)
    def writes_on_and_hands_over(self, name, tab, part):
        self.writes(name, tab, part)
        self.hands_over(name, tab)

    def writes(self, name, tab, part):
        page = self.page(name, tab)
        more = f"{getattr(page.text, part)} Sana{next(NUMBERS)}q.".strip()
        page.text = replace(page.text, **{part: more})

    @rule(name=who, tab=where)
    def saves(self, name, tab):
        page = self.page(name, tab)
        draft = self.does(page.text, save_draft, page.wording, name)
        page.version = draft or page.version

    @rule(name=who, tab=where)
    def saves_again_as_its_answer_was_lost(self, name, tab):
        page = self.page(name, tab)
        self.does(page.text, save_draft, page.wording, name)
        page.version = self.does(page.text, save_draft, page.wording, name) or page.version

    @rule(name=who, tab=where)
    def hands_over(self, name, tab):
        page = self.page(name, tab)
        if page.text.body:
            self.does(page.text, save_and_hand_over, page.wording, name)

    @rule(name=who, tab=where)
    def discards(self, name, tab):
        page = self.page(name, tab)
        with reading():
            draft = self.own(Draft.author_id == self.numbers[name])
            seen = tokens(draft.text) if draft and draft.version == page.version else set()
        self.does(None, discard_draft_seen, page.wording, name)
        self.forgive(seen)

    @rule(name=st.sampled_from(HOLDERS), yes=st.booleans())
    def decides(self, name, yes):
        try:
            with unit_of_work():
                waiting = self.own(Revision.state == RevisionState.AWAITING, of=Revision)
                if waiting and yes:
                    publish_revision(waiting, by=self.person(name))
                elif waiting:
                    hand_back(waiting, "Ei näin.", by=self.person(name))
        except ConflictError:
            self.taken.conflicts += 1

    @rule(name=who, side=st.sampled_from(list(Side)))
    def brings_together(self, name, side):
        with reading():
            order = [name, *WRITERS]
            merges = [merge_of(self.practice, "fi", by=self.person(one)) for one in order]
            found = next(filter(None, merges), None)
            if found is None:
                return
            name = found.draft.author.name
            text = Text(**{one.name: one.taking(side) for one in found.parts})
            left = left_out(found, side)
            wording = Wording(text, {}, base_id=found.base_id, version=found.draft.version)
            aside = found.aside
            settlement = Settlement(
                wording, aside and aside.id, aside.text.fingerprint if aside else ""
            )
        with unit_of_work():
            settle_merge(self.practice, "fi", settlement, by=self.person(name))
        self.taken.merges += 1
        self.acknowledged |= tokens(text)
        self.forgive(left)

    @invariant()
    def nothing_acknowledged_is_lost(self):
        self.taken.steps += 1
        with reading():
            seen = self.own(Revision.state == RevisionState.PUBLISHED, of=Revision)
            self.taken.published |= {seen.id} if seen else set()
        assert self.acknowledged - self.there() == set()

    @property
    def practice(self):
        return session.get_one(Practice, self.number)

    def person(self, name):
        return session.get_one(Person, self.numbers[name])

    def page(self, name, tab):
        if (name, tab) not in self.pages:
            self.opens(name, tab)
        return self.pages[name, tab]

    def own(self, condition, of=Draft):
        """Return the one thing of this practice; more than one would be an error."""
        found = select(of).where(of.practice_id == self.number, condition).order_by(of.id)
        many = of is Revision and "awaiting" in str(condition.right.value)
        rows = session.scalars(found).all()
        assert many or len(rows) <= 1
        return rows[0] if rows else None

    def does(self, text, deed, wording, name):
        """Do it as a request would; yes or 409, the text is acknowledged."""
        done = None
        try:
            with unit_of_work():
                done = deed(self.practice, "fi", wording, by=self.person(name))
                done = done.version if isinstance(done, Draft) else None
        except ConflictError:
            self.taken.conflicts += 1
        self.acknowledged |= tokens(text) if text else set()
        return done

    def forgive(self, words):
        """What a writer chose to drop need not be anywhere any more."""
        self.acknowledged -= words - self.there()

    def there(self):
        """Return every word that stands in some draft, beside one, or in a revision."""
        with reading():
            mine = select(Draft.id).where(Draft.practice_id == self.number)
            rows = [
                *session.scalars(select(Draft).where(Draft.practice_id == self.number)),
                *session.scalars(select(Revision).where(Revision.practice_id == self.number)),
                *session.scalars(select(Aside).where(Aside.draft_id.in_(mine))),
            ]
            return set().union(*(tokens(row.text) for row in rows))


def person(name):
    found = session.scalar(select(Person).where(Person.name == name))
    return found or make.person(name)


def tokens(text):
    return set(TOKEN.findall(text.body))


def save_and_hand_over(practice, language, wording, *, by):
    save_draft(practice, language, wording, by=by)
    hand_over(practice, language, wording, by=by)


def discard_draft_seen(practice, language, wording, *, by):
    discard_draft(practice, language, by=by, version=wording.version)


def left_out(merge, side):
    """Return the words of the side that was not taken, where both sides clash."""
    clashes = [one for each in merge.parts for one in each.pieces if isinstance(one, Clash)]
    texts = {
        Side.MINE: [one.theirs for one in clashes],
        Side.THEIRS: [one.mine for one in clashes],
        Side.BOTH: [],
    }
    return set(TOKEN.findall(" ".join(texts[side])))


def test_whatever_is_done_no_acknowledged_text_is_lost(app):
    taken = Count()
    machine = type("Editing", (Editing,), {"taken": taken})

    while taken.steps < STEPS:
        run_state_machine_as_test(
            machine,
            settings=settings(
                max_examples=max(1, (STEPS - taken.steps) // AN_EXAMPLE),
                stateful_step_count=AN_EXAMPLE,
                deadline=None,
                suppress_health_check=list(HealthCheck),
                phases=[Phase.generate],  # to shrink thousands of statements takes minutes
                print_blob=True,
            ),
        )

    assert taken.conflicts
    assert taken.merges
    assert len(taken.published) > 1
