"""What one says of a term."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from kb.foundation.errors import InvalidError

LONGEST_WORD = 120
LONGEST_DEFINITION = 2000
MOST_WORDS = 40


@dataclass(frozen=True)
class Meaning:
    """A term, what it means in both languages, and what else it is called."""

    term: str
    definition: str
    english: str = ""
    english_definition: str = ""
    synonyms: tuple[str, ...] = ()
    not_preferred: tuple[str, ...] = ()

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> Self:
        """Read the form; the term and its Finnish meaning are needed."""
        term, english = (" ".join(form.get(name, "").split()) for name in ("term", "english"))
        avoided = words_of(form.get("not_preferred", ""), but=(term, english))
        synonyms = words_of(form.get("synonyms", ""), but=(term, english, *avoided))
        definition = form.get("definition", "").strip()
        explained = form.get("english_definition", "").strip()
        meaning = cls(term, definition, english, explained, synonyms, avoided)
        if wrong := meaning.wrong_fields():
            raise InvalidError(wrong)
        return meaning

    def wrong_fields(self) -> dict[str, str]:
        """Return what is missing or too long, by field."""
        missing = {} if self.term else {"term": "term.term_needed"}
        if not self.definition:
            missing["definition"] = "term.meaning_needed"
        lengths = {
            "term": len(self.term) > LONGEST_WORD,
            "english": len(self.english) > LONGEST_WORD,
            "definition": len(self.definition) > LONGEST_DEFINITION,
            "english_definition": len(self.english_definition) > LONGEST_DEFINITION,
            "synonyms": _too_long(self.synonyms),
            "not_preferred": _too_long(self.not_preferred),
        }
        return missing | {name: "form.too_long" for name, long in lengths.items() if long}


def words_of(text: str, *, but: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the words between commas, each once, without those already said elsewhere."""
    said = {word.casefold() for word in but}
    found: dict[str, str] = {}
    for word in (" ".join(part.split()) for part in text.split(",")):
        if word and word.casefold() not in said:
            found.setdefault(word.casefold(), word)
    return tuple(found.values())


def _too_long(words: tuple[str, ...]) -> bool:
    return len(words) > MOST_WORDS or any(len(word) > LONGEST_WORD for word in words)
