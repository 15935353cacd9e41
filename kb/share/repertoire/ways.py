"""Where each means is recorded: as its users would, not in one form for all."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kb.share.means import Means
from kb.share.repertoire.queries import Offer


@dataclass(frozen=True)
class Way:
    """A page on which a means is begun.

    ``with_goal`` says that it takes the goal along, ``by_authors`` that readers do not begin.
    """

    label: str
    endpoint: str
    with_goal: bool = True
    by_authors: bool = False
    values: Mapping[str, str] = field(default_factory=dict)


EVENT = Way("way.event", "events.new", by_authors=True)
PAIR = Way("way.pair", "pairings.new_goal")
WAYS: Mapping[Means, Way] = {
    Means.READING: Way(
        "way.reading", "cycle.practices", with_goal=False, values={"stage": "documented"}
    ),
    Means.WRITING: Way("way.writing", "revisions.new", with_goal=False, by_authors=True),
    Means.JOB_SHADOWING: Way("way.shadowing", "shadowing.shadowings", with_goal=False),
    Means.COVERING: Way("way.covering", "turns.new", values={"kind": "covering"}),
    Means.ROTATION: Way("way.rotation", "turns.new", values={"kind": "rotation"}),
    Means.PAIR_WORK: PAIR,
    Means.GUIDANCE: PAIR,
    Means.INDUCTION: PAIR,
    Means.MENTORING: PAIR,
    Means.MASTER_APPRENTICE: PAIR,
    Means.TEAMWORK: EVENT,
    Means.STUDY_CIRCLE: EVENT,
    Means.COACHING_GROUP: EVENT,
    Means.GROUP_SUPERVISION: EVENT,
    Means.DEVELOPING_WORK: EVENT,
    Means.PROJECT_GROUP: EVENT,
}


def way_of(offer: Offer) -> Way:
    """Return where a means is recorded; an added one is an event."""
    return WAYS[offer.means] if offer.means else EVENT


def way_into(offer: Offer, goal: Mapping[str, str]) -> dict[str, str]:
    """Return the arguments with which the page of its way is opened for a goal."""
    way = way_of(offer)
    carried = dict(goal) if way.with_goal else {}
    return {**way.values, **carried, **({"means": offer.key} if way is EVENT else {})}
