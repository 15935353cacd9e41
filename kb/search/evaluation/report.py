"""What an evaluation tells: figures by language and kind, a run, an object for machines."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from kb.search.evaluation.asking import Answered
from kb.search.evaluation.intervals import Mean, mean_of
from kb.search.evaluation.measures import MEASURES

FITS = "fits"
COLUMNS = (*MEASURES, FITS)
RUN_OF = "kisalli"


@dataclass(frozen=True)
class Group:
    """Some of the questions, what they have in common, and their figures."""

    name: str
    queries: int
    figures: dict[str, Mean]


@dataclass(frozen=True)
class Report:
    """What was asked of which pages with which model, and what came of it."""

    name: str
    pages: int
    model: str | None
    left_out: int
    refused: Sequence[str]
    answered: Sequence[Answered]

    @property
    def groups(self) -> list[Group]:
        """Return the figures of all, by language of question and answers, and by kind."""
        named: dict[str, list[Answered]] = {"all": list(self.answered)}
        for common in (_direction, _kind):
            for one in sorted(self.answered, key=common):
                named.setdefault(common(one), []).append(one)
        return [_group(name, some) for name, some in named.items()]

    def for_machines(self) -> dict[str, object]:
        """Return everything but the answers as one plain object."""
        told = {name: value for name, value in vars(self).items() if name != "answered"}
        return {**told, "groups": [asdict(group) for group in self.groups]}

    def in_words(self) -> Iterator[str]:
        """Return the lines of a table: each figure with its 95 % interval."""
        by = self.model or "words alone: there is no model"
        yield f"{self.name}: {self.pages} pages, {len(self.answered)} questions, {by}"
        widest = max(len(group.name) for group in self.groups)
        yield f"{'':<{widest}}{'n':>6}" + "".join(f"{name:>20}" for name in COLUMNS)
        for group in self.groups:
            figures = "".join(f"{_shown(group.figures[name]):>20}" for name in COLUMNS)
            yield f"{group.name:<{widest}}{group.queries:>6}{figures}"
        if self.left_out:
            yield f"Left out, having no answer among these pages: {self.left_out} questions"
        if self.refused:
            yield f"Pages that the house would not take: {', '.join(self.refused)}"

    def trec_run(self) -> Iterator[str]:
        """Return the lines of a TREC run: question, Q0, page, rank, score, name of the run."""
        for one in self.answered:
            for rank, page in enumerate(one.ranked, start=1):
                yield f"{one.query.id} Q0 {page} {rank} {1 / rank:.6f} {RUN_OF}"


def _group(name: str, some: Sequence[Answered]) -> Group:
    scores = [{**one.measures, FITS: float(one.fits)} for one in some]
    figures = {column: mean_of([one[column] for one in scores]) for column in COLUMNS}
    return Group(name, len(some), figures)


def _shown(figure: Mean) -> str:
    return f"{figure.mean:.3f} [{figure.low:.3f}–{figure.high:.3f}]".replace("0.", ".")


def _direction(one: Answered) -> str:
    return f"{one.query.language} → {'+'.join(one.answers_in)}"


def _kind(one: Answered) -> str:
    return f"{one.query.kind}, {_direction(one)}"
