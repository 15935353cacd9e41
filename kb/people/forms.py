"""What people fill in about themselves."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from kb.foundation.errors import InvalidError
from kb.people.models import Industry

LANGUAGES = ("fi", "en")


@dataclass(frozen=True)
class Credentials:
    """Who says they are who."""

    email: str
    password: str

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> Self:
        """Read the sign-in form; an empty field is refused."""
        email, password = form.get("email", "").strip().lower(), form.get("password", "")
        if not email or not password:
            raise InvalidError({"email": "sign_in.both"})
        return cls(email[:320], password[:1024])


@dataclass(frozen=True)
class Preferences:
    """How this person wants the pages."""

    language: str
    keys_off: bool
    industries: tuple[Industry, ...]

    @classmethod
    def parse(cls, form: Mapping[str, str], industries: list[str]) -> Self:
        """Read the settings form; an unknown language or industry is refused."""
        language = form.get("language", "")
        if language not in LANGUAGES:
            raise InvalidError({"language": "person.language_unknown"})
        if not set(industries) <= set(Industry):
            raise InvalidError({"industries": "person.industry_unknown"})
        return cls(
            language, form.get("keys") != "on", tuple(Industry(one) for one in industries)
        )
