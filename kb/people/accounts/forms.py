"""What is filled in about accounts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from kb.foundation.errors import InvalidError
from kb.people.forms import LANGUAGES
from kb.people.models import Role

LONGEST_NAME, LONGEST_EMAIL = 120, 254
EMAIL = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\".]+")


@dataclass(frozen=True)
class Invited:
    """Who is invited."""

    name: str
    email: str
    role: Role
    language: str

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> Self:
        """Read the form; name, address and role are needed."""
        name, email = " ".join(form.get("name", "").split()), email_in(form)
        role, language = form.get("role", ""), form.get("language", LANGUAGES[0])
        checks = {
            "name": ("person.name_needed", 0 < len(name) <= LONGEST_NAME),
            "email": ("person.email_unclear", is_email(email)),
            "role": ("person.role_unknown", role in set(Role)),
            "language": ("person.language_unknown", language in LANGUAGES),
        }
        wrong = {field: key for field, (key, right) in checks.items() if not right}
        if wrong:
            raise InvalidError(wrong)
        return cls(name, email, Role(role), language)


@dataclass(frozen=True)
class NewPassword:
    """A password typed twice; ``former`` is the one that it takes the place of."""

    password: str
    former: str = ""

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> Self:
        """Read the form; both fields say the same."""
        password = form.get("password", "")
        if not password:
            raise InvalidError({"password": "person.password_needed"})
        if password != form.get("again", ""):
            raise InvalidError({"again": "person.password_differs"})
        return cls(password, form.get("former", ""))


def role_in(form: Mapping[str, str]) -> Role:
    """Return the role that was chosen."""
    if form.get("role") not in set(Role):
        raise InvalidError({"role": "person.role_unknown"})
    return Role(form["role"])


def email_in(form: Mapping[str, str]) -> str:
    """Return the address as it is kept."""
    return form.get("email", "").strip().lower()


def is_email(text: str) -> bool:
    """Say whether a letter could be sent there."""
    return len(text) <= LONGEST_EMAIL and EMAIL.fullmatch(text) is not None
