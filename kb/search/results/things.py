"""The things behind what was found, each kind asked for once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import joinedload, selectinload

from kb.context.glossary.models import Term
from kb.document.media.models import DocumentForm, Medium
from kb.document.revisions.queries import published_practice_ids
from kb.foundation.db import session
from kb.identify.carriers.models import Basis, CarrierReason
from kb.identify.carriers.queries import reasons_by_name
from kb.people.models import Person
from kb.practices.models import Practice
from kb.search.language.analysis import content_lemmas
from kb.search.models import Found
from kb.search.ranking.found import Hit
from kb.share.mentoring.models import Session
from kb.share.pairings.models import Pairing
from kb.socialise.sparring.models import SparringNote
from kb.stages.evidence import Stage, is_among, stages_of


@dataclass(frozen=True)
class Known:
    """A practice as a result shows it."""

    practice: Practice
    stage: Stage
    medium: Medium | None
    is_written: bool
    reasons: tuple[CarrierReason, ...]

    @property
    def holders(self) -> list[Person]:
        """Return whose knowledge it is."""
        return [one.person for one in self.reasons if one.basis is Basis.DECLARED]


Thing = Known | SparringNote | Pairing | Session | Term
Things = Mapping[tuple[Found, int], Thing]


def things_behind(hits: Sequence[Hit]) -> Things:
    """Return what the hits stand for; visibility was seen to when they were found."""
    asked: dict[Found, list[int]] = {}
    for hit in hits:
        asked.setdefault(hit.entry.kind, []).append(hit.entry.thing_id)
    things: dict[tuple[Found, int], Thing] = {}
    for kind, numbers in asked.items():
        things.update({(kind, number): one for number, one in LOADERS[kind](numbers).items()})
    return things


def is_called(thing: Thing, text: str) -> bool:
    """Say whether ``text`` is one of the names of a term, in whatever form, and no more."""
    if not isinstance(thing, Term):
        return False
    asked = content_lemmas(text)
    return any(content_lemmas(name) == asked for name in (thing.term, *thing.other_words))


def said_besides(thing: Thing) -> frozenset[str]:
    """Return the words in its text that its card says otherwise: tags, names, other words."""
    match thing:
        case Known():
            return frozenset(thing.practice.tags)
        case SparringNote():
            return frozenset({thing.with_whom})
        case Term():
            return frozenset({thing.term, *thing.other_words})
        case _:
            return frozenset()


def _practices(numbers: Sequence[int]) -> dict[int, Known]:
    rows = session.execute(_written(), {"practices": numbers}).all()
    stages, reasons = stages_of(numbers), _reasons(numbers)
    return {
        practice.id: Known(
            practice, stages[practice.id], medium, is_written, reasons.get(practice.id, ())
        )
        for practice, medium, is_written in rows
    }


@cache
def _written() -> Select[Practice, Medium, bool]:
    return (
        select(Practice, DocumentForm.medium, is_among(published_practice_ids(), Practice.id))
        .outerjoin(DocumentForm, DocumentForm.practice_id == Practice.id)
        .where(Practice.id.in_(bindparam("practices", expanding=True)))
        .options(selectinload(Practice.industry_rows), selectinload(Practice.tag_rows))
    )


def _reasons(numbers: Sequence[int]) -> dict[int, tuple[CarrierReason, ...]]:
    found: dict[int, tuple[CarrierReason, ...]] = {}
    for row in reasons_by_name(numbers):
        found[row.practice_id] = (*found.get(row.practice_id, ()), row)
    return found


def _notes(numbers: Sequence[int]) -> dict[int, SparringNote]:
    found = session.scalars(select(SparringNote).where(SparringNote.id.in_(numbers)))
    return {note.id: note for note in found}


def _pairings(numbers: Sequence[int]) -> dict[int, Pairing]:
    found = session.scalars(select(Pairing).where(Pairing.id.in_(numbers)))
    return {pairing.id: pairing for pairing in found}


def _sessions(numbers: Sequence[int]) -> dict[int, Session]:
    whole = select(Session).options(joinedload(Session.pairing))
    found = session.scalars(whole.where(Session.id.in_(numbers)))
    return {held.id: held for held in found}


def _terms(numbers: Sequence[int]) -> dict[int, Term]:
    found = session.scalars(select(Term).where(Term.id.in_(numbers)))
    return {term.id: term for term in found}


LOADERS: Mapping[Found, Callable[[Sequence[int]], Mapping[int, Thing]]] = {
    Found.PRACTICE: _practices,
    Found.NOTE: _notes,
    Found.PAIRING: _pairings,
    Found.SESSION: _sessions,
    Found.TERM: _terms,
}
