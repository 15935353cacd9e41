"""How well questions that ask the same are gathered: ten wordings make one need.

``needs.tsv`` has 24 needs in five wordings each, as service managers and newcomers put them, in
Finnish and English. By turns they belong to the half on which the threshold was found and to
the half on which it is measured. Questions come one after another in ten drawn orders, and are
gathered by what the worker uses. ``python -m evaluation.needs`` prints what thresholds do.
"""

import json
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from random import Random
from statistics import mean

from click import echo

from evaluation import sets
from evaluation.figures import Figure
from kb.search import meaning
from kb.search.encoder import load
from kb.search.encoder.model import DEFAULT
from kb.search.encoder.yardstick import yardstick_of
from kb.search.language.analysis import detect_language
from kb.search.needs.closeness import SAME, Wording, nearest
from support.site import model_folder

TOLD = Path(__file__).parent / "needs.tsv"
ORDERS = 10
THRESHOLDS = [round(0.1 + 0.02 * step, 2) for step in range(16)]


@dataclass(frozen=True)
class Asked:
    """A question, and the need it is a wording of."""

    id: str
    need: str
    text: str


@dataclass(frozen=True)
class Gathered:
    """The need and the group of each question, by its id."""

    groups: dict[str, tuple[str, int]]

    @property
    def precision(self):
        """Return which share of the pairs that were gathered belong together."""
        return self._share(of=1, with_=0)

    @property
    def recall(self):
        """Return which share of the pairs that belong together were gathered."""
        return self._share(of=0, with_=1)

    def _share(self, *, of, with_):
        pairs = [
            (one, two)
            for one, two in combinations(self.groups.values(), 2)
            if one[of] == two[of]
        ]
        return mean(one[with_] == two[with_] for one, two in pairs) if pairs else 1.0

    def b_cubed(self):
        """Return F1 of each question by what stands with it (Bagga and Baldwin, 1998)."""
        return {name: _f1(*self._cubed(*one)) for name, one in self.groups.items()}

    def _cubed(self, need, group):
        beside = [one for one in self.groups.values() if one[1] == group]
        wanted = [one for one in self.groups.values() if one[0] == need]
        right = sum(one[0] == need for one in beside)
        return right / len(beside), right / len(wanted)


def needs(_street):
    """Questions gathered under one need: the half that the threshold was not found on."""
    encoder = meaning.encoder()
    held = halves()[1]
    rounds = [gathered(drawn, encoder) for drawn in orders(held)]
    echo(said("needs, half that was held out", rounds))
    every = [gathered(drawn, encoder) for drawn in orders(told())[:3]]
    echo(said("needs, all of them", every))
    cubed = [one.b_cubed() for one in rounds]
    scores = {one.id: mean(each[one.id] for each in cubed) for one in held}
    yield Figure("needs in other words: B-cubed F1", scores, 0.70)
    pairs = gathered(next(iter(orders(paraphrases()))), encoder)
    echo(said("paraphrases", [pairs]))
    yield Figure("paraphrases gathered: B-cubed F1", pairs.b_cubed(), 0.0)


def told():
    """Return every question with its need."""
    rows = [line.split("\t") for line in TOLD.read_text(encoding="utf-8").splitlines()]
    return [Asked(f"{need}-{at}", need, text) for at, (need, _, text) in enumerate(rows)]


def halves():
    """Return the questions of every second need, and those of the others."""
    every = told()
    names = list(dict.fromkeys(one.need for one in every))
    first = set(names[::2])
    return [one for one in every if one.need in first], [
        one for one in every if one.need not in first
    ]


def paraphrases():
    """Return the sentences of the paraphrase set that are told in two ways."""
    folder = sets.DATA / "paraphrase"
    pairs = [
        line.split("\t") for line in (folder / "qrels.tsv").read_text("utf-8").splitlines()
    ]
    rewords = {query: page for query, page, *_ in pairs[1:]}
    found = []
    for name in ("corpus", "queries"):
        for line in (folder / f"{name}.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            need = rewords.get(row["_id"], row["_id"])
            if need in rewords.values():
                found.append(Asked(row["_id"], need, row["text"]))
    return found


def orders(asked):
    """Return the questions in the orders in which they are asked."""
    return [Random(seed).sample(asked, len(asked)) for seed in range(ORDERS)]  # noqa: S311


def gathered(asked, encoder, threshold=SAME):
    """Gather questions as they come, each under the need it comes closest to."""
    usual = yardstick_of(encoder).ordinary
    vectors = _read(encoder, asked)
    groups, so_far = {}, []
    for number, one in enumerate(asked):
        wording = Wording(one.text, detect_language(one.text), number, vectors[one.text])
        near = nearest(wording, so_far, usual)
        whole = near[0].whole if near and near[0].closeness >= threshold else number
        so_far.append(replace(wording, whole=whole))
        groups[one.id] = one.need, whole
    return Gathered(groups)


def said(name, rounds):
    """Say how well pairs were gathered, and B-cubed, on average over the orders."""
    cubed = mean(mean(one.b_cubed().values()) for one in rounds)
    precision, recall = (
        mean(one.precision for one in rounds),
        mean(one.recall for one in rounds),
    )
    return (
        f"{name}: pairs precision {precision:.3f}, recall {recall:.3f}; B-cubed F1 {cubed:.3f}"
    )


def _f1(precision, recall):
    return 2 * precision * recall / (precision + recall)


_vectors = {}


def _read(encoder, asked):
    texts = [one.text for one in asked if one.text not in _vectors]
    if texts:
        _vectors.update(zip(texts, encoder.encode_queries(texts), strict=True))
    return _vectors


def main():
    """Print what each threshold does to the half on which it is found."""
    encoder = load(DEFAULT, model_folder())
    for threshold in THRESHOLDS:
        rounds = [gathered(drawn, encoder, threshold) for drawn in orders(halves()[0])]
        echo(said(f"{threshold:.2f}", rounds))


if __name__ == "__main__":
    main()
