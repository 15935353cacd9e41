"""Every table of the house in one place, so that migrations see them all."""

from kb.context.glossary import models as glossary
from kb.context.questions import models as questions
from kb.cycle.audit import models as audit
from kb.cycle.reviews import models as reviews
from kb.cycle.trash import models as trash
from kb.document.attachments import models as attachments
from kb.document.boards import models as boards
from kb.document.boards import sources as board_sources
from kb.document.dropping import models as dropping
from kb.document.elicitation import models as elicitation
from kb.document.elicitation import notes as elicitation_notes
from kb.document.flaws import models as flaws
from kb.document.imports import models as imports
from kb.document.links import models as links
from kb.document.media import models as media
from kb.document.methods import models as methods
from kb.document.presence import models as presence
from kb.document.revisions import asides, parents
from kb.document.revisions import models as revisions
from kb.document.writing import models as writing
from kb.foundation import outbox
from kb.identify.carriers import models as carriers
from kb.identify.demand import models as demand
from kb.identify.identifications import models as identifications
from kb.identify.inventories import models as inventories
from kb.identify.leaving import models as leaving
from kb.identify.needs import models as needs
from kb.identify.recognitions import models as recognitions
from kb.identify.valuations import models as valuations
from kb.internalise.adoptions import models as adoptions
from kb.internalise.attestations import models as attestations
from kb.internalise.improvements import models as improvements
from kb.internalise.marks import models as marks
from kb.internalise.paths import models as paths
from kb.internalise.plans import models as plans
from kb.internalise.plans import teach_backs
from kb.internalise.situations import models as situations
from kb.internalise.trials import models as trials
from kb.notices import models as notices
from kb.notices.mail import models as mail
from kb.people import models as people
from kb.people.accounts import models as accounts
from kb.people.factor import models as factor
from kb.people.oidc import models as provider
from kb.practices import models as practices
from kb.practices import names
from kb.search import models as search
from kb.search.log import models as search_log
from kb.search.needs import models as search_needs
from kb.share.calendar import models as calendar
from kb.share.events import meetings as event_meetings
from kb.share.events import models as events
from kb.share.fit import models as fit
from kb.share.handovers import models as handovers
from kb.share.matching import models as matching
from kb.share.mentoring import models as mentoring
from kb.share.mentoring import proposals, showing
from kb.share.pairings import agreements
from kb.share.pairings import models as pairings
from kb.share.private_notes import models as private_notes
from kb.share.profiles import models as profiles
from kb.share.repertoire import models as repertoire
from kb.share.shadowing import models as shadowing
from kb.share.turns import models as turns
from kb.socialise.sparring import models as sparring
from kb.socialise.talk import comments
from kb.socialise.talk import models as talk
from kb.socialise.watching import models as watching

TABLES = (
    outbox,
    people,
    accounts,
    provider,
    factor,
    practices,
    names,
    glossary,
    questions,
    sparring,
    talk,
    comments,
    watching,
    carriers,
    identifications,
    inventories,
    leaving,
    demand,
    needs,
    recognitions,
    valuations,
    revisions,
    asides,
    parents,
    presence,
    media,
    writing,
    methods,
    attachments,
    imports,
    flaws,
    dropping,
    links,
    boards,
    board_sources,
    elicitation,
    elicitation_notes,
    mentoring,
    proposals,
    showing,
    matching,
    agreements,
    pairings,
    profiles,
    calendar,
    private_notes,
    fit,
    handovers,
    shadowing,
    repertoire,
    events,
    event_meetings,
    turns,
    plans,
    teach_backs,
    trials,
    improvements,
    marks,
    attestations,
    adoptions,
    situations,
    paths,
    search,
    search_log,
    reviews,
    trash,
    search_needs,
    notices,
    mail,
    audit,
)
