"""What an admin can do with the means there are."""

from dataclasses import asdict

from kb.foundation.db import session
from kb.share.repertoire.forms import MeansWording
from kb.share.repertoire.models import AddedMeans


def add_means(wording: MeansWording) -> AddedMeans:
    """Add one means to those that are offered."""
    added = AddedMeans(**asdict(wording))
    session.add(added)
    session.flush()
    return added


def reword_means(added: AddedMeans, wording: MeansWording) -> None:
    """Tell of an added means otherwise."""
    for name, value in asdict(wording).items():
        setattr(added, name, value)


def retire_means(added: AddedMeans) -> None:
    """Offer it no longer; what was done by it stays."""
    added.retire()


def restore_means(added: AddedMeans) -> None:
    """Offer it again."""
    added.return_to_use()
