"""What can be done with one's own use of a practice."""

from kb.foundation.db import session
from kb.foundation.errors import DomainError, NotAllowedError
from kb.foundation.news import announce
from kb.identify.carriers.queries import is_held_by
from kb.internalise.adoptions.events import PracticeAdopted, UseGivenUp
from kb.internalise.adoptions.forms import Use
from kb.internalise.adoptions.models import Adoption
from kb.internalise.adoptions.queries import use_of
from kb.people.models import Person
from kb.practices.models import Practice


def adopt_practice(practice: Practice, use: Use, *, by: Person, language: str) -> Adoption:
    """Say that one took it into use; told again, the story is told anew."""
    if is_held_by(practice, by):
        raise DomainError("adoption.own")
    adoption = use_of(by, practice)
    if adoption is None:
        adoption = Adoption(practice=practice, person=by)
        session.add(adoption)
    adoption.since, adoption.customer = use.since, use.customer
    adoption.story, adoption.hidden, adoption.language = use.story, use.hidden, language
    session.flush()
    announce(PracticeAdopted(adoption.id))
    return adoption


def take_back_adoption(adoption: Adoption, *, by: Person) -> None:
    """Say that it was not so; nothing of it stays."""
    _refuse_others(adoption, by)
    session.delete(adoption)
    session.flush()


def give_up_use(practice: Practice, reason: str, *, by: Person, language: str) -> Adoption:
    """Say that one does so no longer, and why; also of what was never told as taken up."""
    if is_held_by(practice, by):
        raise DomainError("adoption.own")
    adoption = use_of(by, practice)
    if adoption is None:
        adoption = Adoption(practice=practice, person=by, language=language)
        session.add(adoption)
    adoption.give_up(reason)
    session.flush()
    announce(UseGivenUp(practice.id, by.id))
    return adoption


def hide_adoption(adoption: Adoption, *, by: Person) -> None:
    """No longer be named as one who uses it."""
    _refuse_others(adoption, by)
    adoption.hidden = True


def show_adoption(adoption: Adoption, *, by: Person) -> None:
    """Be named again as one who uses it."""
    _refuse_others(adoption, by)
    adoption.hidden = False


def _refuse_others(adoption: Adoption, by: Person) -> None:
    if by.id != adoption.person_id:
        raise NotAllowedError("adoption.not_yours")
