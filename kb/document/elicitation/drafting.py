"""From what was said to a text in five parts, and what its carrier says to it."""

from collections.abc import Mapping

from kb.context.questions.models import Heading
from kb.document.elicitation.forms import Drafting, Objection
from kb.document.elicitation.guides import GUIDES
from kb.document.elicitation.models import Elicitation
from kb.document.elicitation.notes import Disagreement
from kb.document.elicitation.queries import drafted_by, slots_of
from kb.document.methods.actions import record_method
from kb.document.methods.forms import Manner
from kb.document.papers.names import coded
from kb.document.revisions.actions import hand_back
from kb.document.revisions.drafts import save_draft
from kb.document.revisions.events import RevisionHandedOver
from kb.document.revisions.forms import Wording
from kb.document.revisions.models import Revision, RevisionState, Source
from kb.document.revisions.queries import current_revision, draft_of
from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.errors import DomainError
from kb.identify.carriers.queries import holders_of
from kb.identify.identifications.actions import declare_holder, identify_practice
from kb.identify.identifications.models import Trigger
from kb.identify.needs.answers import await_answer
from kb.people.models import Person
from kb.practices.forms import Naming
from kb.practices.models import Practice


def draft_practice(elicitation: Elicitation, drafting: Drafting, *, by: Person) -> Practice:
    """Put every answer under its heading, with codes for names, as the interviewer's draft."""
    elicitation.refuse_others_than_interviewer(by)
    elicitation.refuse_answers_unless_agreed()
    _refuse_second(elicitation, by=by)
    parts = parts_of(elicitation, drafting)
    if not any(parts.values()):
        raise DomainError("elicitation.nothing_answered")
    title = coded(drafting.title, drafting.codes)
    practice = elicitation.practice or _named(elicitation, title, by=by)
    elicitation.practice, elicitation.drafted_at = practice, clock.now()
    for carrier in () if holders_of(practice) else elicitation.carriers:
        declare_holder(practice, holder=carrier, by=by)
    wording = _added(practice, elicitation.language, title, parts)
    save_draft(practice, elicitation.language, wording, by=by, source=Source.INTERVIEW)
    return practice


def parts_of(elicitation: Elicitation, drafting: Drafting) -> Mapping[Heading, str]:
    """Return what was said under each heading."""
    said: dict[Heading, list[str]] = {heading: [] for heading in Heading}
    for slot in slots_of(elicitation):
        if slot.answer and slot.answer.text:
            said[slot.heading].append(coded(slot.answer.text, drafting.codes))
    return {heading: "\n\n".join(texts) for heading, texts in said.items()}


def object_to(elicitation: Elicitation, objection: Objection, *, by: Person) -> None:
    """Hand the text back with the reason and one's own wording; both sides' texts are kept."""
    elicitation.row_of(by)
    if elicitation.revision is None:
        raise DomainError("elicitation.nothing_to_decide")
    hand_back(elicitation.revision, objection.why, by=by)
    session.add(
        Disagreement(
            elicitation_id=elicitation.id,
            revision_id=elicitation.revision.id,
            by=by,
            why=objection.why,
            own_words=objection.own_words,
        )
    )
    session.flush()


def note_handed_over(event: RevisionHandedOver) -> None:
    """Know which wording came of a talk, and how it was made."""
    revision = session.get_one(Revision, event.revision_id)
    elicitation = drafted_by(revision.author_id, revision.practice_id)
    if elicitation is None or revision.source is not Source.INTERVIEW:
        return
    elicitation.revision = revision
    numbers = tuple(carrier.id for carrier in elicitation.carriers)
    record_method(revision, Manner(GUIDES[elicitation.method].recorded, numbers))


def _refuse_second(elicitation: Elicitation, *, by: Person) -> None:
    practice, revision = elicitation.practice, elicitation.revision
    if practice and draft_of(practice, elicitation.language, by=by):
        raise DomainError("elicitation.draft_is_there")
    if revision and revision.state is RevisionState.AWAITING:
        raise DomainError("elicitation.awaits_its_carrier")


def _named(elicitation: Elicitation, title: str, *, by: Person) -> Practice:
    first, *others = elicitation.carriers
    trigger = Trigger.NEED if elicitation.need_id else Trigger.OWN_NOTICE
    naming = Naming.of(title, "", elicitation.language)
    practice = identify_practice(naming, by=by, holder=first, trigger=trigger)
    for carrier in others:
        declare_holder(practice, holder=carrier, by=by)
    if elicitation.need:
        await_answer(elicitation.need.whole, practice, of=first)
    return practice


def _added(
    practice: Practice, language: str, title: str, parts: Mapping[Heading, str]
) -> Wording:
    """Return the answers after what readers see already, so that nothing of it is lost."""
    current = current_revision(practice, language)
    before = current.text.parts if current else {}
    form = {
        part.value: "\n\n".join(text for text in (before.get(part.value, ""), said) if text)
        for part, said in parts.items()
    }
    form |= {
        "title": current.title if current else title,
        "readers_words": current.readers_words if current else "",
        "base": str(current.id) if current else "",
    }
    return Wording.unrendered(form)
