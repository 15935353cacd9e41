"""A term, what it means, and what else it is called."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.context.glossary.forms import Meaning
from kb.foundation import clock
from kb.foundation.db import Base


class Term(Base):
    """One term, with its meaning in both languages."""

    __tablename__ = "term"

    id: Mapped[int] = mapped_column(primary_key=True)
    term: Mapped[str] = mapped_column(unique=True)
    english: Mapped[str] = mapped_column(default="")
    definition: Mapped[str]
    english_definition: Mapped[str] = mapped_column(default="")
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)
    synonyms: Mapped[list[Synonym]] = relationship(
        cascade="all, delete-orphan", order_by="Synonym.word", lazy="selectin"
    )

    @property
    def preferred_words(self) -> list[str]:
        """Return what else it may well be called."""
        return [synonym.word for synonym in self.synonyms if synonym.preferred]

    @property
    def avoided_words(self) -> list[str]:
        """Return what it is called elsewhere, found but not recommended."""
        return [synonym.word for synonym in self.synonyms if not synonym.preferred]

    @property
    def other_words(self) -> tuple[str, ...]:
        """Return every other word for it, the English one first."""
        words = (self.english, *self.preferred_words, *self.avoided_words)
        return tuple(word for word in words if word)

    def name_in(self, language: str) -> str:
        """Return the term in ``language``; in Finnish where it has no English name."""
        return self.english if language == "en" and self.english else self.term

    def other_name_in(self, language: str) -> str:
        """Return the term in the other language, or nothing where it is called the same."""
        name = self.name_in(language)
        other = self.english if name == self.term else self.term
        return other if other.casefold() != name.casefold() else ""

    def meaning_in(self, language: str) -> str:
        """Return what it means in ``language``; in Finnish where nobody has put it so."""
        explained = self.english_definition if language == "en" else ""
        return explained or self.definition

    def say(self, meaning: Meaning) -> None:
        """Mean this from now on, and be called so."""
        self.term, self.english = meaning.term, meaning.english
        self.definition = meaning.definition
        self.english_definition = meaning.english_definition
        self.synonyms = [
            *(Synonym(word=word, preferred=True) for word in sorted(meaning.synonyms)),
            *(Synonym(word=word, preferred=False) for word in sorted(meaning.not_preferred)),
        ]
        self.changed_at = clock.now()


class Synonym(Base):
    """Another word for a term; one not preferred is found but not recommended."""

    __tablename__ = "synonym"

    id: Mapped[int] = mapped_column(primary_key=True)
    term_id: Mapped[int] = mapped_column(ForeignKey("term.id", ondelete="CASCADE"), index=True)
    word: Mapped[str]
    preferred: Mapped[bool] = mapped_column(default=True)
