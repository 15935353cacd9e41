"""The language of questions: words, "exact words", -unwanted, either OR other, field:value.

A sentence is no search language: Finnish writes the SI Swimsuit -lehti and anybody quotes a
"word", and neither asks that something be left out, nor that it stand exactly so.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from whoosh.qparser import syntax
from whoosh.qparser.default import QueryParser
from whoosh.qparser.plugins import (
    FieldsPlugin,
    OperatorsPlugin,
    PhrasePlugin,
    WhitespacePlugin,
)

EITHER = r"(?<=\s)(?:OR|TAI)(?=\s)"
UNWANTED = r"(?<!\S)-(?=[^\s-])"
FIELD = r"(?<![^\s-])(?P<text>[^\W\d_]+):(?=[^\s:/])"
EXACT = r'"(?P<text>[^"]*)"(?P<slop>(?!))?'

SENTENCE = re.compile(r"[.!?\u2026]\s*$")

# Of Whoosh's language only what a question may hold: no wildcards, ranges or brackets. It has
# no schema either: which fields there are is for whoever reads the pieces to say.
_ANYWHERE = [
    WhitespacePlugin(),  # type: ignore[no-untyped-call]
    FieldsPlugin(FIELD, remove_unknown=False),  # type: ignore[no-untyped-call]
]
_PHRASES = PhrasePlugin(EXACT)  # type: ignore[no-untyped-call]


def _parser(*phrases: PhrasePlugin, unwanted: str | None) -> QueryParser:
    operators = OperatorsPlugin(  # type: ignore[no-untyped-call]
        Or=EITHER, Not=unwanted, And=None, AndNot=None, AndMaybe=None, Require=None
    )
    plugins = [*_ANYWHERE, *phrases, operators]
    return QueryParser(None, None, plugins=plugins, group=syntax.OrGroup)  # type: ignore[arg-type]


_WORDS, _SENTENCES = _parser(_PHRASES, unwanted=UNWANTED), _parser(unwanted=None)


@dataclass(frozen=True)
class Piece:
    """One piece of a question: its words, and where it stands with its sign and quotes.

    Of field:value the words are both, for it may be no field at all (EU:n).
    """

    words: str
    start: int
    end: int
    field: str = ""
    value: str = ""
    exact: bool = False
    unwanted: bool = False


@lru_cache(maxsize=200)
def pieces_in(question: str) -> tuple[tuple[Piece, ...], ...]:
    """Return what a question is made of, in order; pieces of which either will do together."""
    parser = _SENTENCES if SENTENCE.search(question) else _WORDS
    either = (tuple(_pieces(node, question)) for node in parser.process(question))
    return tuple(pieces for pieces in either if pieces)


def _pieces(
    node: syntax.SyntaxNode, question: str, *, unwanted: bool = False
) -> Iterator[Piece]:
    if isinstance(node, syntax.GroupNode):
        negated = unwanted or isinstance(node, syntax.NotGroup)
        for each in node:
            yield from _pieces(each, question, unwanted=negated)
    elif not isinstance(node, syntax.TextNode) or not node.text.strip():
        return
    elif node.fieldname:
        start = node.startchar - len(node.fieldname) - 1
        words = question[start : node.endchar]
        sign = start - unwanted
        yield Piece(words, sign, node.endchar, node.fieldname, node.text, unwanted=unwanted)
    else:
        exact, start = isinstance(node, PhrasePlugin.PhraseNode), node.startchar - unwanted
        yield Piece(node.text, start, node.endchar, exact=exact, unwanted=unwanted)
