"""The merged text: part by part what both sides say, and what its writer made of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kb.document.merging.three_way import Agreed, Clash, Piece, changed, merged
from kb.document.revisions.forms import Wording, number_of
from kb.document.revisions.models import PARTS, Text
from kb.foundation.errors import InvalidError

FIELDS: Final = ("title", "readers_words", *PARTS)
OPENS, MIDDLE, ENDS = "<<<<<<<", "=======", ">>>>>>>"
_MARK: Final = re.compile(rf"^({OPENS}|{ENDS})( |$)", re.MULTILINE)


class Side(StrEnum):
    """Which text is taken where two clash."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


@dataclass(frozen=True)
class MergedPart:
    """One field of the form: what it was made of, and the pieces of the merge."""

    name: str
    base: str
    mine: str
    theirs: str
    pieces: tuple[Piece, ...]

    @property
    def differs(self) -> bool:
        """Say whether the two sides say different things."""
        return self.mine != self.theirs

    @property
    def clashes(self) -> bool:
        """Say whether somebody must decide."""
        return any(isinstance(piece, Clash) for piece in self.pieces)

    @property
    def of_mine(self) -> tuple[tuple[str, bool], ...]:
        """Return my text with what I changed told apart."""
        return changed(self.base, self.mine)

    @property
    def of_theirs(self) -> tuple[tuple[str, bool], ...]:
        """Return their text with what they changed told apart."""
        return changed(self.base, self.theirs)

    def taking(self, side: Side) -> str:
        """Return the merge with one side, or both, where they clash."""
        return "".join(_taken(piece, side) for piece in self.pieces)

    def marked(self, mine: str, theirs: str) -> str:
        """Return the merge with each clash marked; a name, which is one line, stays mine."""
        if self.name == "title":
            return self.taking(Side.MINE)
        told = ""
        for piece in self.pieces:
            shown = _shown(piece, mine, theirs)
            apart = isinstance(piece, Clash) or told.endswith(f"{ENDS} {theirs}")
            told += "\n" if told and apart and not _has_break(told, shown) else ""
            told += shown
        return told


def parts_of(base: Text, mine: Text, theirs: Text) -> tuple[MergedPart, ...]:
    """Merge two wordings field by field."""
    return tuple(
        _part(name, *(_said(one, name) for one in (base, mine, theirs))) for name in FIELDS
    )


@dataclass(frozen=True)
class Settlement:
    """What the merge form says: the text, and which text beside the draft is done with."""

    wording: Wording
    aside_id: int | None
    aside_seen: str

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> "Settlement":
        """Read the form; a clash that is still marked is refused."""
        wrong = {name: "merge.undecided" for name in FIELDS if _MARK.search(form.get(name, ""))}
        if wrong:
            raise InvalidError(wrong)
        return cls(
            Wording.unrendered(form),
            number_of(form.get("aside", "")),
            form.get("aside_seen", ""),
        )


def _part(name: str, base: str, mine: str, theirs: str) -> MergedPart:
    if name == "title":  # a name is one thing, not a row of sentences
        clash = mine not in {base, theirs} and theirs != base
        pieces = (Clash(base, mine, theirs),) if clash else merged(base, mine, theirs)
        return MergedPart(name, base, mine, theirs, pieces)
    return MergedPart(name, base, mine, theirs, merged(base, mine, theirs))


def _said(text: Text, name: str) -> str:
    return str(getattr(text, name))


def _taken(piece: Piece, side: Side) -> str:
    if isinstance(piece, Agreed):
        return piece.text
    if side is Side.BOTH:
        return _one_after_the_other(piece.mine, piece.theirs)
    return piece.mine if side is Side.MINE else piece.theirs


def _one_after_the_other(mine: str, theirs: str) -> str:
    if not mine.strip() or not theirs.strip():
        return mine + theirs
    tail = mine[len(mine.rstrip()) :]
    between = "\n\n" if "\n" in mine.strip() + theirs.strip() else " "
    return mine.rstrip() + between + theirs.strip() + tail


def _shown(piece: Piece, mine: str, theirs: str) -> str:
    if isinstance(piece, Agreed):
        return piece.text
    lines = (
        f"{OPENS} {mine}",
        piece.mine.strip("\n"),
        MIDDLE,
        piece.theirs.strip("\n"),
        f"{ENDS} {theirs}",
    )
    return "\n".join(line for line in lines if line)


def _has_break(before: str, after: str) -> bool:
    return before.endswith("\n") or after.startswith("\n")
