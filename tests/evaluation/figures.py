"""One row of the table: what was measured, question by question, and what it must reach."""

from dataclasses import dataclass, replace

from kb.search.evaluation.intervals import difference, mean_of

HEAD = f"{'':<46}{'n':>6}  {'target':>7}{'now':>8}  {'95 % interval':<18}{'':<9}since kept"


@dataclass(frozen=True)
class Figure:
    """The scores of some questions, by id, and what their mean must reach."""

    name: str
    scores: dict[str, float]
    target: float
    at_most: bool = False

    @property
    def mean(self):
        return mean_of(list(self.scores.values()))

    @property
    def is_reached(self):
        mean = self.mean.mean
        return mean <= self.target if self.at_most else mean >= self.target

    @property
    def misses(self):
        """Return the questions that count least for it: the loss there is, or no score."""
        least = [query for query, score in self.scores.items() if (score > 0) is self.at_most]
        return sorted(least)

    def gain(self, before):
        """Return how much better it has become, question by question."""
        gained = difference(self.scores, before)
        return gained.turned() if self.at_most else gained

    def fell(self, before):
        """Say whether it has become worse by more than chance: half the paired interval."""
        gain = self.gain(before)
        return gain.mean < -gain.half_width

    def row(self, before):
        """Return its line of the table; ``before`` are its scores when they were last kept."""
        mean, sign = self.mean, "≤" if self.at_most else "≥"
        verdict = "reached" if self.is_reached else "MISSED"
        interval = f"[{mean.low:.3f}, {mean.high:.3f}]"
        return (
            f"{self.name:<46}{len(self.scores):>6}  {sign} {self.target:.3f}{mean.mean:>8.3f}  "
            f"{interval:<18}{verdict:<9}{self._since(before)}"
        )

    def _since(self, before):
        if not before:
            return "new"
        gain = self.gain(before)
        return f"{gain.mean:+.3f} ± {gain.half_width:.3f}{' FELL' * self.fell(before)}"


def united(figures):
    """Return one figure for each name: some are gathered from several collections."""
    found = {}
    for one in figures:
        former = found.get(one.name)
        found[one.name] = (
            replace(one, scores={**former.scores, **one.scores}) if former else one
        )
    return list(found.values())
