"""What an admin can do with the means there are."""

from dataclasses import asdict

from kb.foundation.db import session
from kb.foundation.news import announce
from kb.people.models import Person
from kb.share.repertoire.events import MeansChanged
from kb.share.repertoire.forms import MeansWording
from kb.share.repertoire.models import AddedMeans


def add_means(wording: MeansWording, *, by: Person | None = None) -> AddedMeans:
    """Add one means to those that are offered."""
    added = AddedMeans(**asdict(wording))
    session.add(added)
    session.flush()
    _tell(added, by)
    return added


def reword_means(added: AddedMeans, wording: MeansWording, *, by: Person | None = None) -> None:
    """Tell of an added means otherwise."""
    for name, value in asdict(wording).items():
        setattr(added, name, value)
    _tell(added, by)


def retire_means(added: AddedMeans, *, by: Person | None = None) -> None:
    """Offer it no longer; what was done by it stays."""
    added.retire()
    _tell(added, by)


def restore_means(added: AddedMeans, *, by: Person | None = None) -> None:
    """Offer it again."""
    added.return_to_use()
    _tell(added, by)


def _tell(added: AddedMeans, by: Person | None) -> None:
    announce(MeansChanged(added.id, by.id if by else None))
