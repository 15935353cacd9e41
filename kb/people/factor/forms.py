"""What is filled in about a second factor."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from kb.foundation.errors import InvalidError
from kb.people.models import Role

LONGEST, LONGEST_PASSWORD = 64, 1024


@dataclass(frozen=True)
class Code:
    """A code as it was typed: six digits, or one from paper."""

    letters: str

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> Self:
        """Read the form; spaces and lines between the letters say nothing."""
        typed = form.get("code", "")[:LONGEST].lower()
        letters = "".join(one for one in typed if one.isalnum())
        if not letters:
            raise InvalidError({"code": "factor.code_needed"})
        return cls(letters)

    @property
    def is_of_a_phone(self) -> bool:
        """Say whether it is made of digits alone, as those on paper are not."""
        return self.letters.isdecimal() and self.letters.isascii()


def password_in(form: Mapping[str, str]) -> str:
    """Return the password as it was typed."""
    return form.get("password", "")[:LONGEST_PASSWORD]


def roles_in(roles: list[str]) -> set[Role]:
    """Return the roles that were chosen."""
    if not set(roles) <= set(Role):
        raise InvalidError({"roles": "person.role_unknown"})
    return {Role(one) for one in roles}
