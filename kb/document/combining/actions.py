"""What can be done with several practices that belong together."""

from collections.abc import Sequence

from kb.document.combining.forms import MOST, Combination, combined
from kb.document.combining.queries import combinable
from kb.document.revisions.drafts import save_draft
from kb.document.revisions.forms import Wording
from kb.document.revisions.models import Revision, Source
from kb.document.revisions.parents import Parent
from kb.document.revisions.queries import current_revisions
from kb.foundation.db import session
from kb.foundation.errors import InvalidError
from kb.foundation.markdown import check_length
from kb.identify.carriers.queries import is_held_by
from kb.identify.identifications.actions import identify_practice
from kb.people.models import Person
from kb.practices.forms import Naming
from kb.practices.models import Audience, Practice, PracticeReader


def combine_practices(chosen: Combination, *, by: Person, language: str) -> Practice:
    """Begin a model: a practice of its own with a draft assembled of its parents' texts.

    The parents stay as they are. Who holds one of them holds the model; a model of what only
    some may read is for those who may read all of it.
    """
    parents = combinable(chosen.parents, seen_by=by)
    if len(parents) < len(chosen.parents):
        raise InvalidError({"practices": "combining.how_many"}, most=MOST)
    wordings = [_wording(parent, language) for parent in parents]
    text = combined(chosen.title, [one.text for one in wordings])
    check_length(text.body)
    practice = _named(chosen.title, parents, wordings[0].language, by)
    draft = save_draft(
        practice, practice.language, Wording(text, {}), by=by, source=Source.COMBINATION
    )
    for position, worded in enumerate(wordings):
        session.add(
            Parent(
                draft_id=draft.id,
                practice_id=worded.practice_id,
                worded_id=worded.id,
                position=position,
            )
        )
    session.flush()
    return practice


def _wording(practice: Practice, language: str) -> Revision:
    there = current_revisions(practice)
    return there.get(language) or there.get(practice.language) or next(iter(there.values()))


def _named(title: str, parents: Sequence[Practice], language: str, by: Person) -> Practice:
    naming = Naming(
        title,
        "",
        language,
        tuple(dict.fromkeys(one for parent in parents for one in parent.industries)),
        tuple(dict.fromkeys(one for parent in parents for one in parent.areas)),
    )
    holder = by if any(is_held_by(parent, by) for parent in parents) else None
    practice = identify_practice(naming, by=by, holder=holder)
    _keep_audience(practice, parents, by)
    return practice


def _keep_audience(practice: Practice, parents: Sequence[Practice], by: Person) -> None:
    named = [parent for parent in parents if parent.audience is Audience.NAMED]
    if not named:
        return
    each = [{row.person_id for row in parent.reader_rows} for parent in named]
    practice.audience = Audience.NAMED
    practice.reader_rows = [
        PracticeReader(person_id=number) for number in sorted(set.intersection(*each) | {by.id})
    ]
    session.flush()
