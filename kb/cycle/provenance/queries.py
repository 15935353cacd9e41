"""Both ways of a practice: what it came from, and what it went into."""

from collections.abc import Sequence
from dataclasses import dataclass

from kb.cycle.provenance.models import Origin
from kb.cycle.provenance.sources import CAME_FROM, WENT_INTO
from kb.document.links.queries import links_to
from kb.people.models import Person
from kb.practices.models import Practice


@dataclass(frozen=True)
class Provenance:
    """What a practice came from, what it went into, and which practices link to it."""

    came_from: Sequence[Origin]
    went_into: Sequence[Origin]
    links: Sequence[Practice]


def provenance(practice: Practice, *, seen_by: Person) -> Provenance:
    """Gather both ways of ``practice``, as ``seen_by`` may see them."""
    return Provenance(
        [origin for source in CAME_FROM for origin in source(practice, seen_by)],
        [origin for source in WENT_INTO for origin in source(practice, seen_by)],
        links_to(practice, seen_by=seen_by),
    )
