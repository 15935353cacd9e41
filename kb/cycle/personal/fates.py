"""What becomes of whatever names a person, when they are erased and when they ask for a copy.

One line for each column that refers to a person: a test of the house holds the table to the
schema. What they wrote for others stays, under a number instead of a name; what was theirs
alone goes. A copy holds the rows that are about them; of rows that are others' they get the
number, and of what another keeps to themselves not even that (GDPR, article 15.4).
"""

from collections.abc import Mapping
from enum import StrEnum

from sqlalchemy import ColumnElement, Table, exists

from kb.foundation.db import Base
from kb.internalise.marks.models import Mark, MarkKind
from kb.internalise.plans.models import Plan
from kb.internalise.plans.teach_backs import TeachBack


class Fate(StrEnum):
    """What becomes of a row, or of its reference, when the person is erased."""

    STAYS = "stays"
    GOES = "goes"
    EMPTIED = "emptied"


class Copy(StrEnum):
    """What of a row a copy of the person's data holds."""

    WHOLE = "whole"
    COUNTED = "counted"
    NOTHING = "nothing"


STAYS, OWN = (Fate.STAYS, Copy.WHOLE), (Fate.GOES, Copy.WHOLE)
OTHERS, SIGNED = (Fate.EMPTIED, Copy.COUNTED), (Fate.STAYS, Copy.COUNTED)

FATES: Mapping[str, tuple[Fate, Copy]] = {
    "access_link.by_id": OTHERS,
    "access_link.person_id": OWN,
    "adoption.person_id": STAYS,
    "attachment.by_id": STAYS,
    "attestation.attester_id": STAYS,
    "attestation.learner_id": STAYS,
    "attestation.revoked_by_id": SIGNED,
    "audit_entry.by_id": STAYS,
    "audit_entry.person_id": STAYS,
    "board.facilitator_id": STAYS,
    "board_draft.by_id": STAYS,
    "board_draft_person.person_id": STAYS,
    "board_group.made_by_id": STAYS,
    "board_member.person_id": OWN,
    "board_note.author_id": STAYS,
    "board_note.moved_by_id": OTHERS,
    "calendar_feed.person_id": OWN,
    "carrier_reason.person_id": STAYS,
    "comment.by_id": STAYS,
    "comment_mention.person_id": OWN,
    "departure.person_id": OWN,
    "departure.told_by_id": SIGNED,
    "document_form.chosen_by_id": STAYS,
    "documentation_person.person_id": STAYS,
    "draft.author_id": OWN,
    "dropping.by_id": STAYS,
    "dropping.taken_back_by_id": STAYS,
    "elicitation.interviewer_id": STAYS,
    "elicitation_answer.by_id": STAYS,
    "elicitation_aside.by_id": OWN,
    "elicitation_carrier.person_id": STAYS,
    "elicitation_disagreement.by_id": STAYS,
    "event_candidate.by_id": STAYS,
    "event_meeting.recorded_by_id": STAYS,
    "event_participant.person_id": STAYS,
    "event_presence.person_id": STAYS,
    "fit_answer.person_id": OWN,
    "flaw.answered_by_id": STAYS,
    "flaw.by_id": STAYS,
    "handover.person_id": OWN,
    "identification.by_id": STAYS,
    "identification.carrier_id": STAYS,
    "import_batch.by_id": STAYS,
    "improvement.by_id": STAYS,
    "improvement.decided_by_id": STAYS,
    "inventory_answer.person_id": OWN,
    "learning_path.author_id": STAYS,
    "learning_wish.person_id": OWN,
    "letter.person_id": OWN,
    "mail_refusal.person_id": OWN,
    "mark.learner_id": STAYS,
    "match_proposal.chosen_by_id": OTHERS,
    "match_proposal.decided_by_id": OTHERS,
    "match_proposal.learner_id": (Fate.GOES, Copy.COUNTED),
    "match_proposal.mentor_id": (Fate.GOES, Copy.COUNTED),
    "match_run.by_id": SIGNED,
    "match_unmatched.learner_id": (Fate.GOES, Copy.COUNTED),
    "mentor_profile.person_id": OWN,
    "mentoring_session.recorded_by_id": STAYS,
    "need.asker_id": STAYS,
    "need_answer.by_id": STAYS,
    "need_offer.by_id": OTHERS,
    "need_offer.person_id": OWN,
    "notice.by_id": OTHERS,
    "notice.person_id": OWN,
    "pairing.learner_id": STAYS,
    "pairing.mentor_id": STAYS,
    "pairing.proposed_by_id": STAYS,
    "pairing_agreement.written_by_id": STAYS,
    "pairing_consent.person_id": STAYS,
    "pairing_exclusion.by_id": OWN,
    "pairing_exclusion.other_id": (Fate.GOES, Copy.NOTHING),
    "pairing_fellow.person_id": STAYS,
    "path_following.learner_id": OWN,
    "person.manager_id": OTHERS,
    "person_industry.person_id": OWN,
    "plan.learner_id": OWN,
    "practice.author_id": STAYS,
    "practice.steward_id": STAYS,
    "practice.verified_by_id": SIGNED,
    "practice_reader.person_id": OWN,
    "private_note.author_id": OWN,
    "provider_account.person_id": OWN,
    "put_aside.by_id": STAYS,
    "question.asked_id": STAYS,
    "question.asker_id": STAYS,
    "recall.learner_id": OWN,
    "recognition.by_id": STAYS,
    "recognition.carrier_id": STAYS,
    "recovery_code.person_id": OWN,
    "rehearsal.learner_id": OWN,
    "removal.by_id": STAYS,
    "revision.approver_id": SIGNED,
    "revision.author_id": STAYS,
    "second_factor.person_id": OWN,
    "second_step.person_id": OWN,
    "shadowing.guest_id": STAYS,
    "shadowing.host_id": STAYS,
    "sharing_event.organiser_id": STAYS,
    "shown_progress.person_id": OWN,
    "sign_in.person_id": OWN,
    "sitting.person_id": OWN,
    "situation.agreed_by_id": STAYS,
    "situation.author_id": STAYS,
    "sparring_note.by_id": STAYS,
    "sparring_note.with_id": STAYS,
    "teach_back.carrier_id": STAYS,
    "trial.learner_id": STAYS,
    "turn.doer_id": STAYS,
    "turn.made_by_id": STAYS,
    "turn.owner_id": STAYS,
    "valuation.by_id": STAYS,
    "watch.person_id": OWN,
}

# Of these only some rows go: the others are another's too, or are shown with the practice.
ONLY: Mapping[str, ColumnElement[bool]] = {
    "plan.learner_id": ~exists().where(TeachBack.plan_id == Plan.id),
}
ALSO: Mapping[str, ColumnElement[bool]] = {
    "mark.learner_id": Mark.kind == MarkKind.READ,
}

# Words that stand beside a reference, of the person alone: they go while the row stays.
WORDS: Mapping[str, Mapping[str, str]] = {
    "event_participant.person_id": {"motivation": "", "takeaway": ""},
    "pairing.mentor_id": {"mentor_motivation": ""},
    "pairing.learner_id": {"learner_motivation": ""},
    "pairing_fellow.person_id": {"motivation": ""},
    "plan.learner_id": {"when": "", "then": ""},
    "sparring_note.with_id": {"with_whom": "–"},
}


def table_of(reference: str) -> Table:
    """Return the table of a line."""
    return Base.metadata.tables[reference.partition(".")[0]]


def references() -> set[str]:
    """Return every column of the schema that refers to a person."""
    return {
        f"{table.name}.{column.name}"
        for table in Base.metadata.tables.values()
        for column in table.columns
        if any(key.column.table.name == "person" for key in column.foreign_keys)
    }
