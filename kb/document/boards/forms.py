"""What is written on a board, and where things on it are to go."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Self

from kb.document.boards.models import GroupLevel
from kb.document.revisions.forms import number_of, words_of
from kb.foundation.errors import InvalidError
from kb.people.models import Person
from kb.practices.forms import Naming
from kb.practices.models import Area, Audience

LONGEST_QUESTION = 300
LONGEST_GOAL = 600
LONGEST_NAME = 80
DISCARDED: Final = "discarded"
ME: Final = "me"
NOBODY: Final = "nobody"


@dataclass(frozen=True)
class Limits:
    """How much one board holds; an installation says it in its settings."""

    notes: int = 300
    characters: int = 500


@dataclass(frozen=True)
class Invitation:
    """What a board asks, what for, and whom."""

    question: str
    goal: str = ""
    area: Area | None = None
    audience: Audience = Audience.EVERYONE
    people: tuple[int, ...] = ()

    @classmethod
    def parse(cls, form: Mapping[str, str], people: Sequence[str]) -> Self:
        """Read the form; only the question is needed, and people where it is for named ones."""
        question, goal = " ".join(words_of(form, "question").split()), words_of(form, "goal")
        area, audience = form.get("area", ""), form.get("audience", Audience.EVERYONE)
        named = tuple(dict.fromkeys(n for one in people if (n := number_of(one))))
        checks = {
            "question": ("board.question_needed", bool(question)),
            "goal": ("form.too_long", len(goal) <= LONGEST_GOAL),
            "area": ("practice.choice_unknown", not area or area in set(Area)),
            "audience": ("practice.choice_unknown", audience in set(Audience)),
            "people": ("board.people_needed", audience != Audience.NAMED or bool(named)),
        }
        wrong = {name: key for name, (key, right) in checks.items() if not right}
        if len(question) > LONGEST_QUESTION:
            wrong["question"] = "form.too_long"
        if wrong:
            raise InvalidError(wrong)
        return cls(question, goal, Area(area) if area else None, Audience(audience), named)


@dataclass(frozen=True)
class Placing:
    """Where something is to go: a group's number, nowhere, or the discard pile.

    ``seen`` is the version on the page that says so, if it told one.
    """

    group_id: int | None = None
    discarded: bool = False
    seen: int | None = None

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> Self:
        """Read the choice; what is no place is refused."""
        to, seen = form.get("to", ""), number_of(form.get("version", ""))
        if to not in {"", DISCARDED} and number_of(to) is None:
            raise InvalidError({"to": "practice.choice_unknown"})
        return cls(number_of(to), to == DISCARDED, seen)


@dataclass(frozen=True)
class Label:
    """What a group is called, and whether it holds notes or other groups."""

    name: str
    level: GroupLevel = GroupLevel.SUB

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> Self:
        """Read the name; a group without one is refused."""
        name = " ".join(words_of(form, "name").split())
        level = form.get("level", GroupLevel.SUB)
        wrong = {} if name else {"name": "board.name_needed"}
        if len(name) > LONGEST_NAME:
            wrong["name"] = "form.too_long"
        if level not in set(GroupLevel):
            wrong["level"] = "practice.choice_unknown"
        if wrong:
            raise InvalidError(wrong)
        return cls(name, GroupLevel(level))


@dataclass(frozen=True)
class DraftWish:
    """What a draft of a group is to be: a new practice of somebody, or one that is there."""

    title: str = ""
    slug: str = ""
    holder: str = ""

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> Self:
        """Read the form; a new practice needs a name, and is told whose knowledge it is."""
        slug, holder = form.get("practice", ""), form.get("holder", "")
        title = " ".join(words_of(form, "title").split())
        if not slug:
            Naming.of(title, "", "fi")
            if not holder:
                raise InvalidError({"holder": "board.holder_needed"})
        return cls(title, slug, holder)

    def holder_among(self, people: Sequence[Person], *, me: Person) -> Person | None:
        """Return whose knowledge it is said to be; of nobody's, nobody."""
        known = {ME: me, NOBODY: None} | {str(one.id): one for one in people}
        if self.holder not in known:
            raise InvalidError({"holder": "practice.choice_unknown"})
        return known[self.holder]


def note_text(form: Mapping[str, str], limits: Limits) -> str:
    """Return what is written on a note; nothing at all or too much is refused."""
    text = words_of(form, "text")
    if not text:
        raise InvalidError({"text": "board.text_needed"})
    if len(text) > limits.characters:
        raise InvalidError({"text": "board.text_too_long"}, most=limits.characters)
    return text
