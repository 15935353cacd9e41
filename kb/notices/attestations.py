"""Telling of attestations: asked for, answered, revoked."""

from kb.foundation.db import session
from kb.internalise.attestations.events import (
    AttestationAnswered,
    AttestationAsked,
    AttestationRevoked,
)
from kb.internalise.attestations.models import Attestation
from kb.notices.actions import tell, tell_each
from kb.notices.models import About, NoticeKind, Topic
from kb.notices.upkeep import those_who_look_after


def tell_attester(event: AttestationAsked) -> None:
    """Tell who was asked to say how well somebody can do it."""
    found = session.get_one(Attestation, event.attestation_id)
    topic = Topic(About.ATTESTATION, found.id)
    tell(found.attester, NoticeKind.ATTESTATION_ASKED, topic, by=found.learner)


def tell_answer(event: AttestationAnswered) -> None:
    """Tell the learner what came of their question."""
    found = session.get_one(Attestation, event.attestation_id)
    topic = Topic(About.ATTESTATION, found.id)
    tell(found.learner, NoticeKind.ATTESTATION_ANSWERED, topic, by=found.attester)


def tell_of_revocation(event: AttestationRevoked) -> None:
    """Tell the learner, and those who look after the practice that it is to be reviewed."""
    found = session.get_one(Attestation, event.attestation_id)
    topic, by = Topic(About.ATTESTATION, found.id), found.revoked_by
    tell(found.learner, NoticeKind.ATTESTATION_REVOKED, topic, by=by)
    reviewers = those_who_look_after(found.practice)
    topic = Topic(About.PRACTICE, found.practice_id)
    tell_each(reviewers, NoticeKind.REVIEW_RAISED, topic, by=by)
