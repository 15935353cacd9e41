"""What a question asks for, as the index understands it: words, phrases, what must not be."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from kb.search.forms import LONGEST_QUESTION
from kb.search.index.lexical import all_of, any_of, exactly, joined
from kb.search.language.compounds import parts
from kb.search.reading.names import Name, Names, Synonyms, synonyms_in
from kb.search.reading.syntax import Piece, pieces_in
from kb.search.reading.terms import Either, Term, terms_of

MOST_WORDS = 24


@dataclass(frozen=True)
class Word:
    """One word asked for: found whole or as written, or by a part of the compound it is."""

    whole: str
    part: str
    lemmas: frozenset[str]


@dataclass(frozen=True)
class Asked:
    """A question, read: its words; phrases that must stand as they are; what must not.

    The text is what is wanted, in running words; its synonyms find what the words find.
    """

    text: str
    words: tuple[Word, ...] = ()
    phrases: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()
    synonyms: tuple[Synonyms, ...] = ()

    @property
    def expressions(self) -> tuple[str, ...]:
        """Return what is asked of the index for its words: each whole, and by part."""
        return tuple(one for word in self.words for one in (word.whole, word.part))

    @property
    def lemmas(self) -> frozenset[str]:
        """Return every base form by which a word of a text is one that was asked for."""
        return frozenset().union(*(word.lemmas for word in self.words))


def read(text: str, names: Names = ()) -> Asked:
    """Read a question; what the glossary calls otherwise is asked for by its other names."""
    return asked_by(pieces_in(" ".join(text.split())[:LONGEST_QUESTION]), names)


def asked_by(pieces: Sequence[Sequence[Piece]], names: Names) -> Asked:
    """Return what the pieces of a question ask for."""
    every = terms_of(pieces)[:MOST_WORDS]
    wanted = [either for either in every if not either[0].negated]
    words = [term for term in chain(*wanted) if not term.phrase]
    synonyms = tuple(synonyms_in(chain(*(term.lemmas for term in words)), names))
    required = (either[0] for either in wanted if len(either) == 1 and either[0].phrase)
    return Asked(
        " ".join(piece.words for piece in chain(*pieces) if not piece.unwanted),
        tuple(_either(either, synonyms) for either in wanted),
        tuple(exactly(term.surface) for term in required),
        tuple(_unwanted(either[0]) for either in every if either[0].negated),
        synonyms,
    )


def _either(either: Either, synonyms: Sequence[Synonyms]) -> Word:
    words = [_word(term, synonyms) for term in either]
    if len(words) == 1:
        return words[0]
    whole, part = joined(one.whole for one in words), joined(one.part for one in words)
    return Word(whole, part, frozenset().union(*(one.lemmas for one in words)))


def _word(term: Term, synonyms: Sequence[Synonyms]) -> Word:
    if term.phrase:
        return Word(exactly(term.surface), "", frozenset(term.lemmas))
    others = _others(term, synonyms)
    pieces = {part for lemma in term.lemmas for part in parts(lemma)}
    own = [lemma for lemma in term.lemmas if lemma not in pieces]
    single = [name[0] for name in others if len(name) == 1]
    several = [all_of(name) for name in others if len(name) > 1]
    whole = joined([any_of([*own, *single]), exactly(term.surface), *several])
    lemmas = frozenset(own).union(pieces, *others)
    return Word(whole, any_of(sorted(pieces)), lemmas)


def _others(term: Term, synonyms: Sequence[Synonyms]) -> list[Name]:
    """Return the other names of what a term is, or is a part of, by name."""
    mine = (one for one in synonyms if not set(one.name).isdisjoint(term.lemmas))
    return sorted({name for one in mine for name in one.others})


def _unwanted(term: Term) -> str:
    return exactly(term.surface) if term.phrase else any_of(term.lemmas[:1])
