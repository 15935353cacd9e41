"""What a question asks for, as the index understands it: words, phrases, what must not be."""

from collections.abc import Sequence
from dataclasses import dataclass

from kb.search import language
from kb.search.compounds import parts
from kb.search.forms import LONGEST_QUESTION
from kb.search.language import Term
from kb.search.lexical import all_of, any_of, exactly, joined
from kb.search.names import Name, Names, other_names

MOST_WORDS = 24


@dataclass(frozen=True)
class Word:
    """One word asked for: found whole or as written, or by a part of the compound it is."""

    whole: str
    part: str
    lemmas: frozenset[str]


@dataclass(frozen=True)
class Asked:
    """A question, read: its words; phrases that must stand as they are; what must not."""

    text: str
    words: tuple[Word, ...] = ()
    phrases: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()

    @property
    def expressions(self) -> tuple[str, ...]:
        """Return what is asked of the index: each word whole, by part; phrases; unwanted."""
        found = (one for word in self.words for one in (word.whole, word.part))
        return (*found, *self.phrases, *self.unwanted)

    @property
    def lemmas(self) -> frozenset[str]:
        """Return every base form by which a word of a text is one that was asked for."""
        return frozenset().union(*(word.lemmas for word in self.words))


def read(text: str, names: Names = ()) -> Asked:
    """Read a question; what the glossary calls otherwise is asked for by its other names."""
    text = " ".join(text.split())[:LONGEST_QUESTION]
    terms = language.query_terms(text)[:MOST_WORDS]
    wanted = [term for term in terms if not term.negated]
    others = _called(wanted, names)
    return Asked(
        text,
        tuple(_word(term, others.get(term, ())) for term in wanted),
        tuple(exactly(term.surface) for term in wanted if term.phrase),
        tuple(_unwanted(term) for term in terms if term.negated),
    )


def _word(term: Term, others: Sequence[Name]) -> Word:
    if term.phrase:
        return Word(exactly(term.surface), "", frozenset(term.lemmas))
    pieces = {part for lemma in term.lemmas for part in parts(lemma)}
    own = [lemma for lemma in term.lemmas if lemma not in pieces]
    single = [name[0] for name in others if len(name) == 1]
    several = [all_of(name) for name in others if len(name) > 1]
    whole = joined([any_of([*own, *single]), exactly(term.surface), *several])
    lemmas = frozenset(own).union(pieces, *others)
    return Word(whole, any_of(sorted(pieces)), lemmas)


def _unwanted(term: Term) -> str:
    return exactly(term.surface) if term.phrase else any_of(term.lemmas[:1])


def _called(terms: Sequence[Term], names: Names) -> dict[Term, list[Name]]:
    """Return for each term what its thing is called otherwise."""
    called: dict[Term, list[Name]] = {}
    asked = [lemma for term in terms for lemma in term.lemmas]
    for name, others in other_names(asked, names):
        for term in terms:
            if not set(name).isdisjoint(term.lemmas):
                called.setdefault(term, []).extend(sorted(others))
    return called
