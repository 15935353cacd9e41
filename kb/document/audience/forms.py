"""What one chooses: everybody who is signed in, or named people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from kb.document.revisions.forms import number_of
from kb.foundation.errors import InvalidError
from kb.practices.models import Audience


@dataclass(frozen=True)
class Readers:
    """An audience, and the numbers of those who are named."""

    audience: Audience
    people: tuple[int, ...] = ()

    @classmethod
    def parse(cls, form: Mapping[str, str], people: Sequence[str]) -> Self:
        """Read the form; who looks after the practice need not be named."""
        said = form.get("audience", "")
        if said not in set(Audience):
            raise InvalidError({"audience": "practice.choice_unknown"})
        numbers = tuple(dict.fromkeys(n for one in people if (n := number_of(one))))
        return cls(Audience(said), numbers if said == Audience.NAMED else ())
