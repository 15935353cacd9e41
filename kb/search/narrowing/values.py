"""By what results may be limited: of each thing that was found, the values it has."""

from collections.abc import Callable

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    and_,
    bindparam,
    case,
    literal,
    select,
    type_coerce,
)
from sqlalchemy.orm import InstrumentedAttribute as Column
from sqlalchemy.orm import aliased

from kb.document.media.models import DocumentForm
from kb.foundation.words import Kind
from kb.identify.carriers.models import CarrierReason
from kb.internalise.marks.models import Mark
from kb.people.models import Person
from kb.people.queries import is_here
from kb.practices.models import Practice, PracticeArea, PracticeIndustry
from kb.search.forms import YES
from kb.search.models import Document, Found
from kb.socialise.sparring.models import SparringNote
from kb.stages.evidence import EVIDENCE, Stage, is_among

Values = Select[int, str]  # the number of a document, and a value of what it stands for


class FacetKind(Kind):
    """By what one may limit; the value is the field's name in the address."""

    KIND = "kind"
    STAGE = "stage"
    INDUSTRY = "industry"
    LANGUAGE = "language"
    UNREAD = "unread"
    AREA = "area"
    JOURNEY = "journey"
    MEDIUM = "medium"
    CARRIER = "carrier"


def _kinds() -> Values:
    return select(Document.id, type_coerce(Document.kind, String))


def _stages() -> Values:
    # What lacks the evidence of a stage has come as far as the stage before it.
    lacking = (~is_among(ids(), Document.thing_id) for ids in EVIDENCE.values())
    reached = case(*zip(lacking, Stage, strict=False), else_=list(Stage)[-1])
    return select(Document.id, reached).where(_is(Found.PRACTICE))


def _industries() -> Values:
    return _of(Found.PRACTICE, PracticeIndustry.industry, PracticeIndustry.practice_id)


def _industries_of_notes() -> Values:
    return _of(Found.NOTE, SparringNote.industry, SparringNote.id)


def _languages() -> Values:
    told = aliased(Document)
    same = and_(told.kind == Document.kind, told.thing_id == Document.thing_id)
    return select(Document.id, told.language).join(told, same)


def _unread() -> Values:
    marked = select(Mark.practice_id).where(Mark.learner_id == bindparam("me"))
    every = _of(Found.PRACTICE, literal(YES), Practice.id)
    return every.where(Practice.id.not_in(marked))


def _areas() -> Values:
    return _of(Found.PRACTICE, PracticeArea.area, PracticeArea.practice_id)


def _journey_stages() -> Values:
    return _of(Found.PRACTICE, Practice.journey_stage, Practice.id)


def _media() -> Values:
    return _of(Found.PRACTICE, DocumentForm.medium, DocumentForm.practice_id)


def _carriers() -> Values:
    reasons = _of(Found.PRACTICE, CarrierReason.person_id, CarrierReason.practice_id)
    here = reasons.join(Person, Person.id == CarrierReason.person_id)
    return here.where(~CarrierReason.hidden, is_here())


def _of(kind: Found, value: Column[object] | ColumnElement[object], of: Column[int]) -> Values:
    same = and_(_is(kind), Document.thing_id == of)
    said = select(Document.id, type_coerce(value, String)).select_from(Document)
    return said.join(of.class_, same).where(value.is_not(None))


def _is(kind: Found) -> ColumnElement[bool]:
    # Put together with nothing, so that SQLite does not go through all there is of a kind.
    return type_coerce(Document.kind, String).concat("") == kind.value


VALUES: tuple[tuple[FacetKind, Callable[[], Values]], ...] = (
    (FacetKind.KIND, _kinds),
    (FacetKind.STAGE, _stages),
    (FacetKind.INDUSTRY, _industries),
    (FacetKind.INDUSTRY, _industries_of_notes),
    (FacetKind.LANGUAGE, _languages),
    (FacetKind.UNREAD, _unread),
    (FacetKind.AREA, _areas),
    (FacetKind.JOURNEY, _journey_stages),
    (FacetKind.MEDIUM, _media),
    (FacetKind.CARRIER, _carriers),
)
