"""What there is to match now: offers and wishes as one coordinator may see them.

What the coordinator, the mentor or the learner may not see of practices does not enter at all,
so no score and no reason can tell of it.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cached_property

from sqlalchemy import select

from kb.foundation.db import session
from kb.identify.carriers.models import CarrierReason
from kb.people.models import Person
from kb.people.queries import is_here
from kb.practices.models import Practice, PracticeArea
from kb.practices.queries import visible_to
from kb.share.matching.bars import answered_learners, barred_pairs
from kb.share.matching.programme import Learner, Mentor, Programme
from kb.share.pairings.agreements import Fellow
from kb.share.pairings.models import Pairing
from kb.share.pairings.states import OVER
from kb.share.profiles.models import LearningWish, MentorProfile
from kb.share.profiles.queries import mentors_on_offer, wishes_left


def programme_seen_by(person: Person) -> Programme:
    """Return everybody who offers or wishes now, with what ``person`` may see of it."""
    profiles, answered = mentors_on_offer(), answered_learners()
    wishes = [one for one in wishes_left() if one.person_id not in answered]
    around = _Practices([*profiles, *wishes], person)
    return Programme.of(
        [_mentor(one, around) for one in profiles],
        [_learner(one, around) for one in wishes],
        scarce=around.scarce,
        barred=barred_pairs(profiles, wishes),
    )


class _Practices:
    """What is offered or wished: who can do it, who may see it, of what too few can."""

    def __init__(self, said: Sequence[MentorProfile | LearningWish], by: Person) -> None:
        named = {one.id for each in said for one in each.practices}
        in_use = select(Practice.id).where(
            Practice.id.in_(named), Practice.dropped_at.is_(None), visible_to(by)
        )
        self._all = set(session.scalars(in_use))
        of_all = select(Practice.id).where(Practice.id.in_(self._all), visible_to(None))
        self._open = set(session.scalars(of_all))

    def seen_by(self, person: Person) -> set[int]:
        """Return those that ``person`` may see; most are open to everybody."""
        if self._open == self._all:
            return self._open
        seen = select(Practice.id).where(Practice.id.in_(self._all), visible_to(person))
        return set(session.scalars(seen))

    @cached_property
    def carriers(self) -> dict[int, set[int]]:
        """Return who is here and openly can do each."""
        rows = session.execute(
            select(CarrierReason.practice_id, CarrierReason.person_id)
            .join(CarrierReason.person)
            .where(CarrierReason.practice_id.in_(self._all), ~CarrierReason.hidden, is_here())
        )
        found: dict[int, set[int]] = defaultdict(set)
        for practice_id, person_id in rows:
            found[practice_id].add(person_id)
        return found

    @cached_property
    def scarce(self) -> list[int]:
        """Return those that fewer can do than should."""
        targets = select(Practice.id, Practice.target_coverage).where(
            Practice.id.in_(self._all)
        )
        known = session.execute(targets)
        return [number for number, target in known if len(self.carriers[number]) < target]

    @cached_property
    def areas(self) -> dict[str, set[int]]:
        """Return the practices of each area."""
        rows = select(PracticeArea.area, PracticeArea.practice_id).where(
            PracticeArea.practice_id.in_(self._all)
        )
        found: dict[str, set[int]] = defaultdict(set)
        for area, number in session.execute(rows):
            found[area].add(number)
        return found

    @cached_property
    def learners(self) -> Counter[int]:
        """Return how many learners each mentor has in pairs that are not over."""
        going = Pairing.state.not_in(OVER)
        firsts = select(Pairing.mentor_id).where(going)
        fellows = select(Pairing.mentor_id).join(Fellow).where(going)
        return Counter(session.scalars(firsts.union_all(fellows)))


def _mentor(profile: MentorProfile, around: _Practices) -> Mentor:
    me, seen = profile.person, around.seen_by(profile.person)
    carried = {one for one in seen if me.id in around.carriers[one]}
    return Mentor(
        me.id,
        max(0, profile.capacity - around.learners[me.id]),
        tuple(sorted(carried & {one.id for one in profile.practices})),
        tuple(profile.languages),
        tuple(one.value for one in me.industries),
        tuple(profile.halves),
        tuple(profile.means),
        me.team,
    )


def _learner(wish: LearningWish, around: _Practices) -> Learner:
    me, seen = wish.person, around.seen_by(wish.person)
    within = tuple(sorted(seen & around.areas[wish.area])) if wish.area else None
    return Learner(
        me.id,
        tuple(sorted(seen & {one.id for one in wish.practices})),
        tuple(wish.languages),
        wish.goal_kind.value,
        within,
        tuple(one.value for one in me.industries),
        tuple(wish.halves),
        me.team,
    )
