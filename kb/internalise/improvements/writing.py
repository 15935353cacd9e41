"""Writing an accepted proposal into a draft, so that nobody types it again."""

from dataclasses import replace

from babel.dates import format_date

from kb.document.revisions.drafts import save_draft
from kb.document.revisions.forms import LONGEST_NOTE, Wording
from kb.document.revisions.models import Draft, Source, Text
from kb.document.revisions.queries import current_revision, current_revisions, draft_of
from kb.foundation.catalogues import catalogue
from kb.foundation.words import N_
from kb.internalise.improvements.models import Improvement
from kb.people.models import Person
from kb.practices.models import Practice

NOTE = N_("Trial on %(day)s, %(name)s: %(why)s")
LONGEST_SHARE = 140  # so that the note has room for two at least
SHAPES = {"fi": "d.M.y", "en": "d MMM y"}


def write_in(improvement: Improvement, *, by: Person) -> Draft:
    """Put what was proposed into its part of what ``by`` writes, else of what readers see."""
    practice, language = improvement.practice, language_of(improvement.practice)
    draft = draft_of(practice, language, by=by)
    current = current_revision(practice, language)
    begun = draft or current
    text = begun.text if begun else Text(practice.title, "")
    wording = Wording(
        _with(text, improvement),
        {},
        change_note=_noted(draft.change_note if draft else "", improvement, language),
        base_id=draft.base_id if draft else current.id if current else None,
    )
    kept = save_draft(practice, language, wording, by=by, source=Source.TRIAL)
    kept.source = Source.TRIAL if kept.source is Source.OWN else kept.source
    return kept


def language_of(practice: Practice) -> str:
    """Return the language in which ``practice`` is improved: its own, if written in it."""
    there = current_revisions(practice)
    return (
        practice.language
        if practice.language in there
        else next(iter(there), practice.language)
    )


def _with(text: Text, improvement: Improvement) -> Text:
    so_far = text.parts[improvement.part]
    return replace(text, **{improvement.part: f"{so_far}\n\n{improvement.text}".strip()})


def _noted(so_far: str, improvement: Improvement, language: str) -> str:
    trial, why = improvement.trial, " ".join(improvement.why.split())
    day = format_date(trial.tried_on, SHAPES[language], locale=language)
    note = catalogue(language).gettext(NOTE) % {
        "day": day,
        "name": trial.learner.name,
        "why": why,
    }
    short = note if len(note) <= LONGEST_SHARE else note[: LONGEST_SHARE - 1] + "…"
    return "; ".join(filter(None, (so_far, short)))[:LONGEST_NOTE]
