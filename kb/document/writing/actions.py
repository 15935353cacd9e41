"""What one press of a button in the writing form does."""

from pathlib import Path

from kb.document.attachments.actions import attach, remove_files, restore_files
from kb.document.media.actions import choose_medium
from kb.document.methods.actions import keep_manner
from kb.document.revisions.drafts import save_draft
from kb.document.revisions.events import RevisionPublished
from kb.document.revisions.models import Source
from kb.document.writing.beginnings import settle_practice
from kb.document.writing.forms import ME, NewPractice, Writing
from kb.foundation.db import session
from kb.foundation.errors import NotAllowedError
from kb.foundation.news import announce
from kb.identify.carriers.queries import is_held_by
from kb.identify.identifications.events import PracticeIdentified
from kb.identify.identifications.models import Trigger
from kb.identify.needs.answers import begin_answer, give_answers, make_practice_of
from kb.identify.needs.queries import answer_by_id, need_by_id
from kb.people.models import Person
from kb.people.queries import person_by_id
from kb.practices.actions import rename_practice
from kb.practices.forms import Naming
from kb.practices.models import Practice
from kb.socialise.sparring.actions import tie_note
from kb.socialise.sparring.queries import note_by_id


def start_practice(new: NewPractice, *, by: Person, source: Source = Source.OWN) -> Practice:
    """Name a practice, keep its first draft, and tie it to what it was made of."""
    source, trigger = _origin(new, source)
    holder = _holder(new.holder, by)
    practice = settle_practice(new, by=by, holder=holder, trigger=trigger)
    if new.medium:
        choose_medium(practice, new.medium, by=by)
    if new.note_id:
        tie_note(note_by_id(new.note_id), practice)
    _tie_need(new, practice, by)
    draft = save_draft(practice, new.naming.language, new.wording, by=by, source=source)
    if new.manner:
        keep_manner(draft, new.manner)
    return practice


def answer_needs(event: RevisionPublished) -> None:
    """Give the answers that waited for this practice to be published."""
    give_answers(session.get_one(Practice, event.practice_id))


def keep_writing(
    practice: Practice, language: str, writing: Writing, *, by: Person, folder: Path
) -> None:
    """Keep everything that came with one press of a button."""
    draft = save_draft(practice, language, writing.wording, by=by)
    if writing.manner:
        keep_manner(draft, writing.manner)
    if writing.medium:
        choose_medium(practice, writing.medium, by=by)
    for file in writing.files:
        attach(practice, file, by=by, folder=folder)
    remove_files(practice, writing.removed, by=by)
    restore_files(practice, writing.restored, by=by)


def place_practice(practice: Practice, naming: Naming, *, by: Person) -> None:
    """Say anew where a practice belongs; its writer, holder, steward or coordinator may."""
    own = by.id in {practice.author_id, practice.steward_id} or by.is_coordinator
    if not own and not is_held_by(practice, by):
        raise NotAllowedError("practice.place_not_yours")
    rename_practice(practice, naming)
    announce(PracticeIdentified(practice.id))


def _origin(new: NewPractice, source: Source) -> tuple[Source, Trigger]:
    if new.note_id:
        return Source.SPARRING, Trigger.SPARRING
    if new.need_id or new.answer_id:
        return Source.NEED, Trigger.NEED
    return source, Trigger.OWN_NOTICE


def _tie_need(new: NewPractice, practice: Practice, by: Person) -> None:
    """Tie a practice to the need it is to answer, or to the short answer it is made of."""
    if new.need_id:
        begin_answer(need_by_id(new.need_id, seen_by=by).whole, practice, by=by)
    if new.answer_id:
        make_practice_of(answer_by_id(new.answer_id, seen_by=by), practice, by=by)


def _holder(said: str, by: Person) -> Person | None:
    if said == ME:
        return by
    return person_by_id(int(said)) if said else None
