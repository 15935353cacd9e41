"""The words of a question, as the index knows them: by which forms each is looked for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from kb.search.language.analysis import UNDOTTED, Token, analyse
from kb.search.language.stopwords import STOP_WORDS
from kb.search.language.words import redotted, undotted
from kb.search.reading.syntax import Piece

UNDOTTED_STOP_WORDS = frozenset(map(undotted, STOP_WORDS))


@dataclass(frozen=True)
class Term:
    """A word looked for, found by any of its lemmas; or a phrase, found by its surface."""

    lemmas: tuple[str, ...]
    surface: str
    phrase: bool = False
    negated: bool = False


Either = tuple[Term, ...]  # any of these will do


def terms_of(pieces: Sequence[Sequence[Piece]]) -> tuple[Either, ...]:
    """Return what is asked for, each once; function words only if there is nothing else."""
    every = tuple(dict.fromkeys(chain.from_iterable(map(_grouped, pieces))))
    content = (tuple(filter(_tells, either)) for either in every)
    telling = tuple(either for either in content if either)
    return telling if any(not term.negated for term in chain(*telling)) else every


def is_function_word(surface: str) -> bool:
    """Say whether a word, with its dots or without, is one that nobody looks for."""
    return surface in STOP_WORDS or surface in UNDOTTED_STOP_WORDS


def _grouped(pieces: Sequence[Piece]) -> Iterator[Either]:
    """Yield each word by itself, but together those of which either will do."""
    terms = list(chain.from_iterable(map(_terms, pieces)))
    wanted = tuple(term for term in terms if not term.negated)
    yield from [wanted] if wanted and len(pieces) > 1 else [(term,) for term in wanted]
    yield from ((term,) for term in terms if term.negated)


def _terms(piece: Piece) -> list[Term]:
    tokens = analyse(piece.words)
    if piece.exact and tokens:
        lemmas = tuple(dict.fromkeys(token.lemmas[0] for token in tokens))
        surface = " ".join(token.surface for token in tokens)
        return [Term(lemmas, surface, phrase=True, negated=piece.unwanted)]
    return [Term(_sought(token), token.surface, negated=piece.unwanted) for token in tokens]


def _sought(token: Token) -> tuple[str, ...]:
    if undotted(token.surface) != token.surface:
        return _unmarked(token)
    restored = redotted(token.surface)
    dotted = _unmarked(analyse(restored)[0]) if restored else ()
    as_typed = (UNDOTTED + form for form in (token.surface.replace(" ", ""), token.lemmas[0]))
    return tuple(dict.fromkeys((*dotted, *token.lemmas, *as_typed)))


def _unmarked(token: Token) -> tuple[str, ...]:
    return tuple(lemma for lemma in token.lemmas if not lemma.startswith(UNDOTTED))


def _tells(term: Term) -> bool:
    return term.phrase or not is_function_word(term.surface)
