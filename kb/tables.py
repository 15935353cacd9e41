"""Every table of the house in one place, so that migrations see them all."""

from kb.context.glossary import models as glossary
from kb.document.attachments import models as attachments
from kb.document.imports import models as imports
from kb.document.media import models as media
from kb.document.methods import models as methods
from kb.document.presence import models as presence
from kb.document.revisions import asides
from kb.document.revisions import models as revisions
from kb.foundation import outbox
from kb.identify.carriers import models as carriers
from kb.identify.identifications import models as identifications
from kb.identify.needs import models as needs
from kb.identify.recognitions import models as recognitions
from kb.identify.valuations import models as valuations
from kb.internalise.marks import models as marks
from kb.internalise.plans import models as plans
from kb.internalise.trials import models as trials
from kb.notices import models as notices
from kb.people import models as people
from kb.practices import models as practices
from kb.search import models as search
from kb.search.log import models as search_log
from kb.search.needs import models as search_needs
from kb.share.mentoring import models as mentoring
from kb.share.shadowing import models as shadowing
from kb.socialise.sparring import models as sparring
from kb.socialise.talk import models as talk

TABLES = (
    outbox,
    people,
    practices,
    glossary,
    sparring,
    talk,
    carriers,
    identifications,
    needs,
    recognitions,
    valuations,
    revisions,
    asides,
    presence,
    media,
    methods,
    attachments,
    imports,
    mentoring,
    shadowing,
    plans,
    trials,
    marks,
    search,
    search_log,
    search_needs,
    notices,
)
