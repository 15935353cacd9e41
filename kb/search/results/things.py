"""The things behind what was found, each kind asked for once."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased, joinedload

from kb.context.glossary.models import Term
from kb.document.media.models import DocumentForm, Medium
from kb.document.revisions.queries import published_practice_ids
from kb.foundation.conditions import given
from kb.foundation.db import session
from kb.identify.carriers.models import Basis, CarrierReason
from kb.people.models import Industry, Person
from kb.people.queries import is_here
from kb.practices.models import Practice, PracticeIndustry, PracticeTag
from kb.search.index.columns import as_one_value
from kb.search.language.analysis import content_lemmas
from kb.search.models import Found
from kb.search.ranking.found import Hit
from kb.share.mentoring.models import Session
from kb.share.pairings.models import Pairing
from kb.socialise.sparring.models import SparringNote
from kb.stages.evidence import Stage, evidence_columns, evidence_in, is_among, stage_by


@dataclass(frozen=True)
class Known:
    """A practice as a result shows it."""

    practice: Practice
    stage: Stage
    medium: Medium | None
    is_written: bool
    industries: tuple[Industry, ...]
    tags: tuple[str, ...]
    holders: tuple[Person, ...]  # whose knowledge it is


Thing = Known | SparringNote | Pairing | Session | Term
Things = Mapping[tuple[Found, int], Thing]
T = TypeVar("T", SparringNote, Pairing, Session, Term)


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
            return frozenset(thing.tags)
        case SparringNote():
            return frozenset({thing.with_whom})
        case Term():
            return frozenset({thing.term, *thing.other_words})
        case _:
            return frozenset()


def _practices(numbers: Sequence[int]) -> dict[int, Known]:
    rows = session.execute(_told(), {"practices": numbers}).all()
    holders = _holders(numbers)
    return {
        practice.id: Known(
            practice,
            stage_by(evidence_in(evidence)),
            medium,
            is_written,
            tuple(map(Industry, json.loads(industries))),
            tuple(json.loads(tags)),
            holders.get(practice.id, ()),
        )
        for practice, medium, is_written, industries, tags, *evidence in rows
    }


@cache
def _told() -> Select[*tuple[Any, ...]]:
    """Select each practice in one row with what else its card says, its lists as one value."""
    asked = aliased(Practice)
    industries = (
        select(PracticeIndustry.industry)
        .where(PracticeIndustry.practice_id == asked.id)
        .order_by(PracticeIndustry.industry)
    )
    tags = (
        select(PracticeTag.tag)
        .where(PracticeTag.practice_id == asked.id)
        .order_by(PracticeTag.tag)
    )
    return (
        select(
            asked,
            DocumentForm.medium,
            is_among(published_practice_ids(), asked.id),
            as_one_value(industries.correlate(asked)),
            as_one_value(tags.correlate(asked)),
            *evidence_columns(asked.id),
        )
        .outerjoin(DocumentForm, DocumentForm.practice_id == asked.id)
        .where(asked.id.in_(given("practices")))
    )


def _holders(numbers: Sequence[int]) -> dict[int, tuple[Person, ...]]:
    found: dict[int, tuple[Person, ...]] = {}
    for number, person in session.execute(_holding(), {"practices": numbers}):
        found[number] = (*found.get(number, ()), person)
    return found


@cache
def _holding() -> Select[int, Person]:
    return (
        select(CarrierReason.practice_id, Person)
        .join(Person, Person.id == CarrierReason.person_id)
        .where(
            CarrierReason.practice_id.in_(given("practices")),
            CarrierReason.basis == Basis.DECLARED,
            ~CarrierReason.hidden,
            is_here(),
        )
        .order_by(Person.name, CarrierReason.since)
    )


def _of_kind(kind: type[T], numbers: Sequence[int]) -> dict[int, T]:
    return {one.id: one for one in session.scalars(_chosen(kind), {"numbers": numbers})}


@cache
def _chosen(kind: type[T]) -> Select[T]:
    chosen = select(kind).where(kind.id.in_(given("numbers")))
    return chosen.options(joinedload(Session.pairing)) if kind is Session else chosen


LOADERS: Mapping[Found, Callable[[Sequence[int]], Mapping[int, Thing]]] = {
    Found.PRACTICE: _practices,
    Found.NOTE: partial(_of_kind, SparringNote),
    Found.PAIRING: partial(_of_kind, Pairing),
    Found.SESSION: partial(_of_kind, Session),
    Found.TERM: partial(_of_kind, Term),
}
