"""What follows from what: the turns of the spiral, readable in a minute."""

from kb.context.glossary.events import TermChanged
from kb.cycle.audit.actions import note_event
from kb.cycle.audit.telling import TELLING
from kb.cycle.personal.finishing import finish_erasures
from kb.cycle.personal.scrubbing import SCRUB
from kb.document.attachments.actions import READ
from kb.document.attachments.events import FilesChanged
from kb.document.dropping.events import PracticeDropped
from kb.document.elicitation.drafting import note_handed_over
from kb.document.flaws.events import FlawAnswered
from kb.document.links.actions import forget_links, keep_links
from kb.document.papers.finding import read_documents
from kb.document.presence.actions import end_sittings
from kb.document.revisions.events import RevisionHandedOver, RevisionPublished
from kb.document.upkeep.events import OwnerChosen
from kb.document.writing.actions import answer_needs
from kb.foundation.news import Reactions
from kb.foundation.outbox import Deliveries
from kb.identify.identifications.events import PracticeIdentified
from kb.identify.leaving.events import LastDayForgotten
from kb.identify.needs.events import (
    NeedAnswered,
    NeedDeclined,
    NeedHelped,
    NeedJoined,
    NeedLeft,
    NeedOffered,
)
from kb.internalise.adoptions.events import UseGivenUp
from kb.internalise.attestations.events import (
    AttestationAnswered,
    AttestationAsked,
    AttestationRevoked,
)
from kb.internalise.improvements.actions import carry_improvements, note_improvements
from kb.internalise.improvements.events import ImprovementDecided, ImprovementProposed
from kb.internalise.marks.actions import take_back_own_work
from kb.internalise.plans.actions import fulfil_plan, invite_anew, invite_to_try
from kb.internalise.plans.events import TeachBackAgreed, TeachBackCalledOff, TeachBackNoted
from kb.internalise.situations.actions import ask_anew
from kb.internalise.trials.events import TrialDebriefed
from kb.notices.accounts import tell_of_reset
from kb.notices.attestations import tell_answer, tell_attester, tell_of_revocation
from kb.notices.improvements import tell_deciders, tell_of_round, tell_proposer
from kb.notices.mail.access import write_access
from kb.notices.mail.actions import MAIL
from kb.notices.mail.invitations import write_invitations
from kb.notices.mail.sending import send_letters
from kb.notices.meetings import tell_of_meeting
from kb.notices.needs import tell_answered, tell_helped, tell_joined, tell_offered
from kb.notices.pairs import tell_agreed, tell_asked, tell_awaited, tell_of_end, tell_of_pause
from kb.notices.plans import tell_of_teach_back
from kb.notices.sharing import (
    tell_cancelled,
    tell_invited,
    tell_moved,
    tell_turn,
    tell_turn_cancelled,
    tell_turn_moved,
)
from kb.notices.talk import tell_of_comment, tell_watchers
from kb.notices.upkeep import tell_of_dropping, tell_owner, tell_reporter
from kb.people.accounts.actions import end_links
from kb.people.accounts.events import AccessOffered
from kb.people.events import PersonSuspended
from kb.people.factor.events import FactorReset
from kb.practices.events import PracticeRemoved, PracticeRestored
from kb.search.actions import (
    forget_practice,
    index_note,
    index_pairing,
    index_practice,
    index_session,
    index_term,
)
from kb.search.embedding import EMBED, SENTENCES, embed_documents, embed_sentences
from kb.search.index.breakage import MEND
from kb.search.mending import mend
from kb.search.needs.settling import SETTLE, ask_worker, settle_needs
from kb.search.renewal import RENEW
from kb.share.calendar.actions import end_feed_without
from kb.share.events.events import EventCancelled, EventInvited, EventMoved
from kb.share.handovers.actions import forget_handovers
from kb.share.mentoring.events import (
    MeetingCancelled,
    MeetingMoved,
    MeetingPlanned,
    SessionAmended,
    SessionHeld,
)
from kb.share.mentoring.planning import call_off_meetings, call_off_without
from kb.share.pairings.answering import answer_requests
from kb.share.pairings.events import (
    PairingAgreed,
    PairingChanged,
    PairingEnded,
    PairingPaused,
    PairingProposed,
    PairingReminded,
)
from kb.share.profiles.events import MentorUnavailable
from kb.share.turns.events import TurnCancelled, TurnMoved, TurnPlanned
from kb.socialise.sparring.events import NoteTaken
from kb.socialise.talk.events import CommentMade

FOLLOWS: Reactions = {
    PracticeRemoved: [forget_links, forget_practice],
    PracticeRestored: [index_practice],
    PracticeIdentified: [index_practice],
    NoteTaken: [index_note],
    RevisionHandedOver: [note_handed_over, note_improvements],
    RevisionPublished: [
        keep_links,
        index_practice,
        answer_needs,
        carry_improvements,
        ask_anew,
        tell_watchers,
        tell_of_round,
    ],
    FilesChanged: [index_practice],
    PairingChanged: [index_pairing],
    PairingProposed: [tell_asked],
    PairingAgreed: [tell_agreed],
    PairingPaused: [call_off_meetings, tell_of_pause],
    PairingEnded: [call_off_meetings, tell_of_end],
    PairingReminded: [tell_awaited],
    MentorUnavailable: [answer_requests],
    MeetingPlanned: [tell_of_meeting, write_invitations],
    MeetingMoved: [tell_of_meeting, write_invitations],
    MeetingCancelled: [tell_of_meeting, write_invitations],
    SessionHeld: [invite_to_try, index_session],
    EventInvited: [tell_invited],
    EventMoved: [tell_moved],
    EventCancelled: [tell_cancelled],
    TurnPlanned: [tell_turn],
    TurnMoved: [tell_turn_moved],
    TurnCancelled: [tell_turn_cancelled],
    AccessOffered: [write_access],
    FactorReset: [tell_of_reset],
    PersonSuspended: [call_off_without, end_links, end_feed_without, end_sittings],
    SessionAmended: [invite_anew, index_session],
    LastDayForgotten: [forget_handovers],
    TrialDebriefed: [fulfil_plan],
    ImprovementProposed: [tell_deciders],
    ImprovementDecided: [tell_proposer],
    TeachBackAgreed: [tell_of_teach_back],
    TeachBackNoted: [tell_of_teach_back],
    TeachBackCalledOff: [tell_of_teach_back],
    AttestationAsked: [tell_attester],
    AttestationAnswered: [tell_answer],
    AttestationRevoked: [tell_of_revocation],
    UseGivenUp: [take_back_own_work],
    TermChanged: [index_term],
    OwnerChosen: [tell_owner],
    FlawAnswered: [tell_reporter],
    PracticeDropped: [tell_of_dropping],
    CommentMade: [tell_of_comment],
    NeedLeft: [ask_worker],
    NeedDeclined: [ask_worker],
    NeedJoined: [tell_joined],
    NeedOffered: [tell_offered],
    NeedAnswered: [tell_answered],
    NeedHelped: [tell_helped],
}

# What matters to security is noted last; what the log says of each stands in its own table.
NOTED: Reactions = {event: [*FOLLOWS.get(event, ()), note_event] for event in TELLING}
REACTIONS: Reactions = {**FOLLOWS, **NOTED}

# What comes first is done first: a new text is found by meaning before anything else is read.
DELIVERIES: Deliveries = {
    MEND: mend,
    EMBED: embed_documents,
    SETTLE: settle_needs,
    RENEW: embed_documents,
    SENTENCES: embed_sentences,
    READ: read_documents,
    MAIL: send_letters,
    SCRUB: finish_erasures,
}
