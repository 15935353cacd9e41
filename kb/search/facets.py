"""What one may keep to: stages, industries and languages, each with how many it holds."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kb.foundation.words import Kind
from kb.people.models import Industry, Person
from kb.search.forms import LANGUAGES, Question
from kb.search.found import Hit
from kb.search.queries import find
from kb.search.things import Known, Thing, Things, things_behind
from kb.socialise.sparring.models import SparringNote
from kb.stages.evidence import Stage


class FacetKind(Kind):
    """What one keeps to; the value is the field's name in the address."""

    STAGE = "stage"
    INDUSTRY = "industry"
    LANGUAGE = "language"


@dataclass(frozen=True)
class Option:
    """One value to keep to."""

    value: str
    key: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Facet:
    """One thing to keep to, and its values in their own order."""

    kind: FacetKind
    options: tuple[Option, ...]


def facets_of(
    question: Question, hits: Sequence[Hit], things: Things, *, seen_by: Person
) -> Iterator[Facet]:
    """Return what there is to keep to, counted over what was found without any of it."""
    if question.is_filtered:
        wide = find(replace(question, stages=(), industries=(), languages=()), seen_by=seen_by)
        hits = [hit for hit in wide.hits if hit.fits]
        things = things_behind(hits)
    counts = _counts(hits, things)
    chosen = {*question.stages, *question.industries, *question.languages}
    for kind, values in VALUES.items():
        options = (
            Option(value, key, counts[value], value in chosen)
            for value, key in values.items()
            if counts[value] or value in chosen
        )
        yield Facet(kind, tuple(options))


VALUES: dict[FacetKind, dict[str, str]] = {
    FacetKind.STAGE: {stage.value: stage.key for stage in Stage},
    FacetKind.INDUSTRY: {industry.value: industry.key for industry in Industry},
    FacetKind.LANGUAGE: {language: f"language.{language}" for language in LANGUAGES},
}


def _counts(hits: Sequence[Hit], things: Things) -> Counter[str]:
    counts: Counter[str] = Counter()
    for hit in hits:
        thing = things[hit.entry.kind, hit.entry.thing_id]
        counts.update({*_stages(thing), *_industries(thing), hit.entry.language, *hit.also})
    return counts


def _stages(thing: Thing) -> list[str]:
    return [thing.stage.value] if isinstance(thing, Known) else []


def _industries(thing: Thing) -> list[str]:
    if isinstance(thing, Known):
        return [industry.value for industry in thing.practice.industries]
    if isinstance(thing, SparringNote) and thing.industry:
        return [thing.industry.value]
    return []
