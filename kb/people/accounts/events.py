"""What others hear of accounts."""

from dataclasses import dataclass

from kb.foundation.news import Event


@dataclass(frozen=True)
class AccessOffered(Event):
    """Somebody was given a link to choose a password by."""

    link_id: int


@dataclass(frozen=True)
class PasswordChosen(Event):
    """A person has a new password, and is signed out elsewhere."""

    person_id: int


@dataclass(frozen=True)
class SignInsEnded(Event):
    """A person was signed out everywhere, or everywhere else."""

    person_id: int
    by_id: int


@dataclass(frozen=True)
class RoleChanged(Event):
    """A person may do more or less."""

    person_id: int
    by_id: int
    role: str
