"""Every page of the house, in the order of its parts."""

from kb.context.glossary.views import bp as glossary
from kb.context.questions.views import bp as questions
from kb.cycle.audit.views import bp as audit
from kb.cycle.balance.views import bp as balance
from kb.cycle.board.views import bp as board
from kb.cycle.bottleneck.views import bp as bottleneck
from kb.cycle.charts.drawing import bp as charts
from kb.cycle.competence.views import bp as competence
from kb.cycle.evidence_pack.views import bp as evidence_pack
from kb.cycle.leaving.views import bp as leaving
from kb.cycle.pairs.views import bp as pairs
from kb.cycle.programme.views import bp as programme
from kb.cycle.progress.views import bp as progress
from kb.cycle.provenance.views import bp as provenance
from kb.cycle.reviews.views import bp as reviews
from kb.cycle.self_check.views import bp as self_check
from kb.cycle.takeout.views import bp as takeout
from kb.cycle.trash.views import bp as trash
from kb.cycle.valuing.views import bp as valuing
from kb.cycle.views import bp as cycle
from kb.document.aids.views import bp as aids
from kb.document.approvals.views import bp as approvals
from kb.document.attachments.views import bp as attachments
from kb.document.audience.views import bp as audience
from kb.document.boards.grouping import bp as board_groups
from kb.document.boards.noting import bp as board_notes
from kb.document.boards.trashing import bp as board_trash
from kb.document.boards.views import bp as boards
from kb.document.combining.views import bp as combining
from kb.document.dropping.views import bp as dropping
from kb.document.elicitation.deciding import bp as deciding
from kb.document.elicitation.talking import bp as talking
from kb.document.elicitation.views import bp as elicitation
from kb.document.flaws.views import bp as flaws
from kb.document.history.views import bp as history
from kb.document.imports.views import bp as imports
from kb.document.likeness.views import bp as likeness
from kb.document.links.views import bp as links
from kb.document.media.views import bp as media
from kb.document.merging.views import bp as merging
from kb.document.papers.views import bp as papers
from kb.document.presence.views import bp as presence
from kb.document.templates.views import bp as templates
from kb.document.upkeep.views import bp as upkeep
from kb.document.writing.begun import bp as beginnings
from kb.document.writing.proposing import bp as proposing
from kb.document.writing.views import bp as revisions
from kb.identify.identifications.views import bp as identifications
from kb.identify.inventories.views import bp as inventories
from kb.identify.leaving.views import bp as last_days
from kb.identify.needs.views import bp as needs
from kb.identify.recognitions.views import bp as recognitions
from kb.internalise.adoptions.views import bp as adoptions
from kb.internalise.attestations.views import bp as attestations
from kb.internalise.badges.views import bp as badges
from kb.internalise.improvements.views import bp as improvements
from kb.internalise.marks.views import bp as marks
from kb.internalise.paths.making import bp as path_making
from kb.internalise.paths.views import bp as paths
from kb.internalise.plans.views import bp as plans
from kb.internalise.rounds.views import bp as rounds
from kb.internalise.situations.deciding import bp as rehearsals
from kb.internalise.situations.views import bp as situations
from kb.internalise.trials.views import bp as trials
from kb.notices.mail.views import bp as mail
from kb.notices.views import bp as notices
from kb.people.accounts.passwords import bp as passwords
from kb.people.accounts.views import bp as accounts
from kb.people.factor.requiring import bp as factors
from kb.people.factor.stepping import bp as second_step
from kb.people.factor.views import bp as factor
from kb.people.oidc.views import bp as provider
from kb.people.views import bp as people
from kb.search.log.views import bp as search_log
from kb.search.needs.views import bp as near_needs
from kb.search.related.views import bp as related
from kb.search.suggestions.views import bp as suggestions
from kb.search.views import bp as search
from kb.share.calendar.views import bp as calendar
from kb.share.events.meeting_views import bp as event_deeds
from kb.share.events.views import bp as events
from kb.share.handovers.views import bp as handovers
from kb.share.matching.views import bp as matching
from kb.share.mentoring.fitting import bp as fitting
from kb.share.mentoring.meetings import bp as meetings
from kb.share.mentoring.proposing import bp as meeting_proposals
from kb.share.mentoring.views import bp as mentoring
from kb.share.pairings.steering import bp as steering
from kb.share.pairings.views import bp as pairings
from kb.share.private_notes.views import bp as private_notes
from kb.share.profiles.views import bp as profiles
from kb.share.repertoire.views import bp as repertoire
from kb.share.shadowing.views import bp as shadowing
from kb.share.turns.views import bp as turns
from kb.socialise.sparring.views import bp as sparring
from kb.socialise.talk.commenting import bp as commenting
from kb.socialise.talk.views import bp as talk
from kb.socialise.watching.views import bp as watching
from kb.web import contact, diagrams, health

PAGES = [
    health.bp,
    contact.bp,
    diagrams.bp,
    people,
    accounts,
    passwords,
    provider,
    factor,
    factors,
    second_step,
    cycle,
    board,
    bottleneck,
    balance,
    programme,
    charts,
    competence,
    valuing,
    reviews,
    provenance,
    self_check,
    takeout,
    evidence_pack,
    trash,
    recognitions,
    leaving,
    last_days,
    handovers,
    revisions,
    proposing,
    beginnings,
    templates,
    aids,
    merging,
    presence,
    approvals,
    upkeep,
    audience,
    flaws,
    dropping,
    combining,
    links,
    elicitation,
    talking,
    deciding,
    history,
    attachments,
    papers,
    boards,
    board_notes,
    board_groups,
    board_trash,
    identifications,
    inventories,
    glossary,
    questions,
    imports,
    media,
    likeness,
    needs,
    near_needs,
    sparring,
    talk,
    commenting,
    watching,
    trials,
    plans,
    marks,
    situations,
    rehearsals,
    improvements,
    rounds,
    attestations,
    badges,
    adoptions,
    paths,
    path_making,
    mentoring,
    meetings,
    meeting_proposals,
    progress,
    calendar,
    profiles,
    matching,
    pairings,
    repertoire,
    events,
    event_deeds,
    turns,
    private_notes,
    fitting,
    pairs,
    steering,
    search,
    search_log,
    related,
    suggestions,
    shadowing,
    notices,
    mail,
    audit,
]
