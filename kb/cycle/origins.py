"""What a practice was made of: a sparring, an event, a meeting, a need; asked at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from sqlalchemy import CompoundSelect, Select, bindparam, literal, union_all

from kb.document.boards.drafting import drafts_behind
from kb.document.elicitation.queries import interviews_behind
from kb.foundation.db import session
from kb.identify.needs.queries import needs_behind
from kb.people.models import Me, Person, Role
from kb.practices.models import Practice
from kb.share.events.origins import names_behind
from kb.share.mentoring.proposals import meetings_behind
from kb.socialise.sparring.queries import notes_behind


@dataclass(frozen=True)
class Origin:
    """One thing that a practice was made of, by its kind, number and words."""

    kind: str
    number: int
    words: str


def origins_of(practice: Practice, *, seen_by: Person) -> Sequence[Origin]:
    """Return what ``practice`` was made of, of what ``seen_by`` may see."""
    asked = {"practice": practice.id, "me": seen_by.id}
    return [Origin(*row) for row in session.execute(_origins(seen_by.role), asked)]


@cache
def _origins(role: Role) -> CompoundSelect[str, int, str]:
    practice = bindparam("practice", type_=Practice.id.type)
    return union_all(
        _kind("sparring", notes_behind(practice)),
        _kind("workshop", drafts_behind(practice, seen_by=Me(role))),
        _kind("event", names_behind(practice, seen_by=Me(role))),
        _kind("interview", interviews_behind(practice, seen_by=Me(role))),
        _kind("need", needs_behind(practice, seen_by=Me(role))),
        _kind("meeting", meetings_behind(practice, seen_by=Me(role))),
    )


def _kind(name: str, found: Select[int, str]) -> Select[str, int, str]:
    return found.with_only_columns(literal(name), *found.selected_columns)
