"""What the log says of each event: one table, from what happened to what is noted."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kb.context.glossary.events import TermChanged
from kb.context.questions.events import QuestionsChanged
from kb.cycle.audit.models import Deed, Thing
from kb.document.audience.events import AudienceChosen
from kb.document.dropping.events import PracticeDropped
from kb.document.revisions.events import RevisionPublished
from kb.document.revisions.models import Revision
from kb.document.upkeep.events import OwnerChosen
from kb.foundation.db import session
from kb.foundation.news import Event
from kb.people.accounts.events import (
    AccessOffered,
    PasswordChosen,
    RoleChanged,
    SignInsEnded,
)
from kb.people.accounts.models import AccessLink
from kb.people.events import (
    PersonAdded,
    PersonReadmitted,
    PersonSignedIn,
    PersonSignedOut,
    PersonSuspended,
    SignInRefused,
)
from kb.practices.events import PracticePurged, PracticeRestored, PracticeTrashed
from kb.share.repertoire.events import MeansChanged

QUESTIONS = "questions"


@dataclass(frozen=True)
class Told:
    """What a line is to say; ``by`` nobody is the worker or the command line."""

    deed: Deed
    by: int | None = None
    person: int | None = None
    about: Thing | None = None
    number: int | None = None
    detail: str = ""


def told_of(event: Event) -> Told:
    """Return what the log says of an event."""
    return TELLING[type(event)](event)


def _published(event: RevisionPublished) -> Told:
    revision = session.get_one(Revision, event.revision_id)
    by = revision.approver_id or revision.author_id
    return _practice(Deed.PUBLISHED, event.practice_id, by, event.language)


def _link(event: AccessOffered) -> Told:
    link = session.get_one(AccessLink, event.link_id)
    return Told(Deed.LINK_GIVEN, link.by_id, link.person_id, detail=link.purpose.value)


def _practice(
    deed: Deed, number: int, by: int | None, detail: str = "", person: int | None = None
) -> Told:
    return Told(deed, by, person, Thing.PRACTICE, number, detail)


TELLING: Mapping[type[Event], Callable[..., Told]] = {
    PersonSignedIn: lambda e: Told(Deed.SIGNED_IN, e.person_id),
    PersonSignedOut: lambda e: Told(Deed.SIGNED_OUT, e.person_id),
    SignInRefused: lambda e: Told(Deed.SIGN_IN_REFUSED, person=e.person_id),
    SignInsEnded: lambda e: Told(Deed.SIGN_INS_ENDED, e.by_id, e.person_id),
    PasswordChosen: lambda e: Told(Deed.PASSWORD_CHOSEN, e.person_id, e.person_id),
    PersonAdded: lambda e: Told(Deed.ADDED, person=e.person_id),
    AccessOffered: _link,
    RoleChanged: lambda e: Told(Deed.ROLE_CHANGED, e.by_id, e.person_id, detail=e.role),
    PersonSuspended: lambda e: Told(Deed.SUSPENDED, e.by_id, e.person_id),
    PersonReadmitted: lambda e: Told(Deed.READMITTED, e.by_id, e.person_id),
    AudienceChosen: lambda e: _practice(
        Deed.AUDIENCE_CHOSEN, e.practice_id, e.by_id, e.audience
    ),
    RevisionPublished: _published,
    PracticeRestored: lambda e: _practice(Deed.PUT_BACK, e.practice_id, e.by_id),
    PracticePurged: lambda e: _practice(Deed.PURGED, e.practice_id, None),
    PracticeDropped: lambda e: _practice(Deed.GIVEN_UP, e.practice_id, e.by_id),
    OwnerChosen: lambda e: _practice(
        Deed.OWNER_CHOSEN, e.practice_id, e.by_id, person=e.owner_id
    ),
    TermChanged: lambda e: Told(Deed.SETTING_CHANGED, e.by_id, None, Thing.TERM, e.term_id),
    QuestionsChanged: lambda e: Told(
        Deed.SETTING_CHANGED, e.by_id, detail=f"{QUESTIONS}:{e.of}"
    ),
    MeansChanged: lambda e: Told(Deed.SETTING_CHANGED, e.by_id, None, Thing.MEANS, e.means_id),
    PracticeTrashed: lambda e: _practice(Deed.REMOVED, e.practice_id, e.by_id),
}
