"""How good one ranking is, from 0 to 1, given how well each page answers."""

from collections.abc import Callable, Sequence
from math import log2

from kb.search.evaluation.beir import Judged

DEPTH = 10

Measure = Callable[[Sequence[str], Judged], float]


def ndcg(ranked: Sequence[str], judged: Judged) -> float:
    """Return nDCG@10: what was gained, over the most that could be.

    A page of score s at place p gains (2**s - 1) / log2(p + 1): Järvelin & Kekäläinen 2002
    with the gain of Burges et al. 2005.
    """
    best = sorted(judged.values(), reverse=True)
    most = _gained(best)
    return _gained([judged.get(page, 0) for page in ranked]) / most if most else 0.0


def recall(ranked: Sequence[str], judged: Judged) -> float:
    """Return recall@10: which share of the pages that answer is among the first ten."""
    answers = _answers(judged)
    return len(answers.intersection(ranked[:DEPTH])) / len(answers) if answers else 0.0


def reciprocal_rank(ranked: Sequence[str], judged: Judged) -> float:
    """Return 1 / the place of the first answer, of ten (MRR@10: Voorhees 1999)."""
    answers = _answers(judged)
    places = (place for place, page in enumerate(ranked[:DEPTH], start=1) if page in answers)
    return 1 / next(places, float("inf"))


def hit(within: int) -> Measure:
    """Return the measure that is 1 if any answer is among the first ``within``."""

    def measure(ranked: Sequence[str], judged: Judged) -> float:
        return float(not _answers(judged).isdisjoint(ranked[:within]))

    return measure


MEASURES: dict[str, Measure] = {
    "ndcg@10": ndcg,
    "recall@10": recall,
    "mrr@10": reciprocal_rank,
    "hit@3": hit(3),
    "hit@5": hit(5),
}


def measured(ranked: Sequence[str], judged: Judged) -> dict[str, float]:
    """Return every measure of one ranking."""
    return {name: measure(ranked, judged) for name, measure in MEASURES.items()}


def _gained(scores: Sequence[int]) -> float:
    places = enumerate(scores[:DEPTH], start=1)
    return sum((2.0**score - 1) / log2(place + 1) for place, score in places)


def _answers(judged: Judged) -> set[str]:
    return {page for page, score in judged.items() if score > 0}
