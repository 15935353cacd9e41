"""What search cannot do yet: a model on its way, another that follows, texts not read."""

from dataclasses import dataclass
from functools import cache

from sqlalchemy import Select, func, select

from kb.foundation.db import session
from kb.people.models import Me, Person, Role
from kb.search import meaning
from kb.search.index.visibility import findable_by
from kb.search.models import Document
from kb.search.renewal import Renewal, renewal


@dataclass(frozen=True)
class Readiness:
    """How far search by meaning is; ``waiting`` counts what one may see and it has not read.

    ``is_mended`` says that the index cannot be asked: titles alone were looked through.
    """

    is_loading: bool = False
    is_missing: bool = False
    renewal: Renewal | None = None
    waiting: int = 0
    is_mended: bool = False

    @property
    def is_partial(self) -> bool:
        """Say whether not everything is searched yet, so that nobody can say nothing fits."""
        return self.is_loading or self.is_mended


def readiness_for(person: Person) -> Readiness:
    """Return how far search by meaning is, as much as may be told to ``person``."""
    if not (meaning.encoder() or meaning.is_loading()):
        return Readiness(is_missing=meaning.is_missing())
    return Readiness(
        is_loading=meaning.is_loading(),
        renewal=renewal(findable_by(Me(person.role)), me=person.id),
        waiting=session.scalar(_waiting(person.role), {"me": person.id}) or 0,
    )


@cache
def _waiting(role: Role) -> Select[int]:
    unread = Document.embedded_with.is_(None)
    return select(func.count(Document.id)).where(unread, findable_by(Me(role)))
