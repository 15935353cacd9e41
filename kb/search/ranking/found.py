"""What was found: things, each once, best first, with why and in which language."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from kb.foundation.words import Kind
from kb.search.encoder.yardstick import Meant
from kb.search.index.catalogue import KINDS, Catalogue
from kb.search.index.columns import Numbers
from kb.search.index.lexical import Floats
from kb.search.models import Found
from kb.search.ranking.closeness import Closeness
from kb.search.ranking.weighing import Languages, Words, weighed
from kb.search.reading.asked import Asked
from kb.search.reading.understood import Understood

EVERY_WORD = 1 - 1e-9
ENOUGH_WORDS = 0.6  # by words alone, this share of the question must be there for it to fit
EVIDENCE = 0.15  # a smaller share of the question is no reason to name

# What is said of a practice elsewhere comes after the practice that says it as well; a term is
# short and near to much.
BEFORE_OTHERS = {Found.PRACTICE: 0.12, Found.TERM: -0.12}
BEFORE = np.array([BEFORE_OTHERS.get(kind, 0.0) for kind in KINDS])

AT_ONCE = 100


class Why(Kind):
    """Why something was found."""

    LEXICAL = "lexical"
    SEMANTIC = "semantic"


class Entry(NamedTuple):
    """A document that may be found: what it stands for, and in which language."""

    id: int
    kind: Found
    thing_id: int
    language: str

    @property
    def thing(self) -> tuple[Found, int]:
        """Return what it stands for, whatever the language."""
        return self.kind, self.thing_id


@dataclass(frozen=True)
class Evidence:
    """What speaks for the documents of a question, in their order; by words alone or not."""

    words: Words
    languages: Languages
    closeness: Closeness | None = None
    meant: Meant | None = None
    trusted: Floats | float = 0.0  # what trust adds

    @property
    def scores(self) -> Floats:
        """Return what speaks for each, all in all."""
        return weighed(self.words, self.closeness, self.languages) + self.trusted

    def likeliest(self, most: int) -> Numbers:
        """Return the places of those for which most speaks, in their order."""
        return np.sort(np.argsort(-self.scores, kind="stable")[:most])

    def fits(self, place: int, kind: Found) -> bool:
        """Say whether the document answers the question, not only comes closest.

        A term is short and near to much; only its words tell that it is asked for.
        """
        if self.words.share[place] >= (ENOUGH_WORDS if self.meant is None else EVERY_WORD):
            return True
        if self.closeness is None or self.meant is None or kind is Found.TERM:
            return False
        return self.closeness.fits(self.meant, place)

    def why(self, place: int) -> tuple[Why, ...]:
        """Return the reasons to name: words that were found, closeness of meaning."""
        reasons = []
        if self.words.share[place] >= EVIDENCE:
            reasons.append(Why.LEXICAL)
        if self.closeness and np.isfinite(self.closeness.cosine[place]):
            reasons.append(Why.SEMANTIC)
        return tuple(reasons)

    def passage(self, place: int) -> int:
        """Return the number of the passage that comes closest; 0 if there is none."""
        return int(self.closeness.passage[place]) if self.closeness else 0


@dataclass(frozen=True)
class Hit:
    """One thing found, in the language version that answers best."""

    entry: Entry
    passage_id: int
    score: float
    fits: bool
    why: tuple[Why, ...]
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Findings:
    """What was found for a question, and what that means where its meaning was asked."""

    understood: Understood
    hits: tuple[Hit, ...] = ()
    meant: Meant | None = None

    @property
    def asked(self) -> Asked:
        """Return what was asked of the index."""
        return self.understood.asked

    @property
    def names_kinds(self) -> bool:
        """Say whether the question itself says what sort of things are looked for."""
        return bool(self.understood.limits.kinds)

    @property
    def nothing_fits(self) -> bool:
        """Say whether all that was found is about another matter."""
        return not any(hit.fits for hit in self.hits)


def parted(hits: Sequence[Hit]) -> tuple[Sequence[Hit], Sequence[Hit]]:
    """Return what was written to be read, and what people said to one another, in their order.

    Advice and meetings speak of what practices tell as well, so that in one list either hides
    the other. Where nothing was written, what was said is all there is.
    """
    written = [hit for hit in hits if not hit.entry.kind.is_talk]
    if not written:
        return hits, ()
    return written, [hit for hit in hits if hit.entry.kind.is_talk]


def best_first(catalogue: Catalogue, places: Numbers, evidence: Evidence) -> Iterator[Hit]:
    """Return each thing at ``places`` once, by the version that answers best."""
    scores = evidence.scores + BEFORE[catalogue.kinds[places]]
    order = np.argsort(-scores, kind="stable")
    told: set[tuple[Found, int]] = set()
    for row, entry in zip(order.tolist(), entries_at(catalogue, places[order]), strict=True):
        why = evidence.why(row)
        if entry.thing not in told and why:
            told.add(entry.thing)
            fits, passage = evidence.fits(row, entry.kind), evidence.passage(row)
            yield Hit(entry, passage, float(scores[row]), fits, why)


def entries_at(catalogue: Catalogue, places: Numbers) -> Iterator[Entry]:
    """Yield the documents at ``places``, some at a time: hardly anybody wants all of them."""
    columns = (catalogue.documents, catalogue.kinds, catalogue.things, catalogue.languages)
    for start in range(0, len(places), AT_ONCE):
        some = places[start : start + AT_ONCE]
        rows = zip(*(column[some].tolist() for column in columns), strict=True)
        for number, kind, thing, language in rows:
            yield Entry(number, KINDS[kind], thing, language)
