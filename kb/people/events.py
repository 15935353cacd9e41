"""What the stages hear of people."""

from dataclasses import dataclass

from kb.foundation.news import Event


@dataclass(frozen=True)
class PersonAdded(Event):
    """A person was added who can sign in at once."""

    person_id: int


@dataclass(frozen=True)
class PersonSignedIn(Event):
    """A person signed in."""

    person_id: int


@dataclass(frozen=True)
class PersonSignedOut(Event):
    """A person signed out."""

    person_id: int


@dataclass(frozen=True)
class SignInRefused(Event):
    """Somebody was not let in; ``person_id`` where the address is somebody's."""

    person_id: int | None


@dataclass(frozen=True)
class PersonSuspended(Event):
    """A person is let in no more; nobody did it where their last day had passed."""

    person_id: int
    by_id: int | None = None


@dataclass(frozen=True)
class PersonReadmitted(Event):
    """A person is let in again."""

    person_id: int
    by_id: int | None = None
