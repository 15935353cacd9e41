"""Every passage's vector in memory, the same for all threads, and how close each comes."""

from dataclasses import dataclass

import numpy as np

from kb.search.encoder.yardstick import Vectors
from kb.search.index.catalogue import Catalogue
from kb.search.index.changes import Changes
from kb.search.index.columns import Numbers
from kb.search.index.means import Floats, Totals, cosines_with
from kb.search.index.rows import Rows


@dataclass(frozen=True)
class Pieces:
    """What of some texts was compared with a question: whose it is, and how close it came."""

    places: Numbers
    passages: Numbers
    cosines: Floats

    def __add__(self, other: "Pieces") -> "Pieces":
        """Return the pieces of both."""
        return Pieces(
            np.concatenate([self.places, other.places]),
            np.concatenate([self.passages, other.passages]),
            np.concatenate([self.cosines, other.cosines]),
        )


@dataclass(frozen=True, eq=False)
class Corpus:
    """The passages of one model: vectors, numbers, and the places of their texts; -1 is gone.

    ``shared`` is the language to whose mean a passage counts, -1 if not everybody may find it.
    Texts of one language stand together and crowd the other out. What they share is their mean,
    and a passage is compared without it: ``(raw - mean) / length``, worked out as one asks, so
    that nothing is kept twice.
    """

    catalogue: Catalogue
    changes: Changes
    rows: Rows
    passages: Numbers
    places: Numbers
    languages: Numbers
    shared: Numbers
    totals: Totals
    means: Vectors
    lengths: Floats
    order: Numbers
    starts: Numbers

    @property
    def raw(self) -> Vectors:
        """Return the vectors as the model gave them."""
        return self.rows.vectors

    def cosines(self, question: Vectors) -> Floats:
        """Return how close each passage comes to a question, without what languages share."""
        cosines: Floats = self.raw @ question
        cosines -= (self.means @ question)[self.languages]
        cosines /= self.lengths
        return cosines

    def cosines_of(self, raw: Vectors, languages: Numbers, question: Vectors) -> Floats:
        """Return the same of vectors that are not kept here."""
        return cosines_with(question, raw, languages, self.means)

    def rows_of(self, places: Numbers) -> Numbers:
        """Return the rows of every passage of the texts at ``places``."""
        first = self.starts[places]
        counts = self.starts[places + 1] - first
        skipped = np.repeat(first - np.cumsum(counts) + counts, counts)
        rows: Numbers = self.order[np.arange(len(skipped)) + skipped]
        return rows

    def pieces_of(self, places: Numbers, cosines: Floats) -> Pieces:
        """Return the passages of the texts at ``places``, as close as they come."""
        rows = self.rows_of(places)
        return Pieces(self.places[rows], self.passages[rows], cosines[rows])
