"""What follows from what: the turns of the spiral, readable in a minute."""

from kb.context.glossary.events import TermChanged
from kb.document.attachments.actions import READ
from kb.document.attachments.events import FilesChanged
from kb.document.elicitation.drafting import note_handed_over
from kb.document.papers.finding import read_documents
from kb.document.revisions.events import RevisionHandedOver, RevisionPublished
from kb.foundation.news import Reactions
from kb.foundation.outbox import Deliveries
from kb.identify.identifications.events import PracticeIdentified
from kb.internalise.plans.actions import fulfil_plan, invite_to_try
from kb.internalise.trials.events import TrialDebriefed
from kb.practices.events import PracticeRemoved
from kb.search.actions import (
    forget_practice,
    index_note,
    index_pairing,
    index_practice,
    index_session,
    index_term,
)
from kb.search.embedding import EMBED, SENTENCES, embed_documents, embed_sentences
from kb.search.renewal import RENEW
from kb.share.mentoring.events import PairingChanged, SessionHeld
from kb.socialise.sparring.events import NoteTaken

REACTIONS: Reactions = {
    PracticeRemoved: [forget_practice],
    PracticeIdentified: [index_practice],
    NoteTaken: [index_note],
    RevisionHandedOver: [note_handed_over],
    RevisionPublished: [index_practice],
    FilesChanged: [index_practice],
    PairingChanged: [index_pairing],
    SessionHeld: [invite_to_try, index_session],
    TrialDebriefed: [fulfil_plan],
    TermChanged: [index_term],
}

# What comes first is done first: a new text is found by meaning before anything else is read.
DELIVERIES: Deliveries = {
    EMBED: embed_documents,
    RENEW: embed_documents,
    SENTENCES: embed_sentences,
    READ: read_documents,
}
