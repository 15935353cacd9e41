"""The practices that pages are of: named when they come first, placed as pages of ours say."""

from collections.abc import Sequence

from kb.document.imports.heads import Head
from kb.document.imports.pages import Page
from kb.document.imports.plans import Fate, Verdict
from kb.document.media.actions import choose_medium
from kb.foundation.db import session
from kb.people.models import Person
from kb.practices.actions import name_practice
from kb.practices.forms import Naming, fitting_tags
from kb.practices.models import Practice
from kb.practices.names import call
from kb.practices.queries import slug_is_taken


def practices_for(verdicts: Sequence[Verdict], *, by: Person) -> dict[str, Practice]:
    """Return the practice of each page; the pages of one in its languages share it."""
    kin = {
        one.page.kin: session.get_one(Practice, one.practice_id)
        for one in verdicts
        if one.practice_id is not None
    }
    for one in verdicts:
        if one.page.kin not in kin:
            kin[one.page.kin] = _named(one.page, by=by)
        if one.fate is Fate.CHANGED:
            _name_anew(kin[one.page.kin], one.page)
        if one.comes and one.page.head:
            _place(kin[one.page.kin], one.page.head, by=by)
    return {one.page.path: kin[one.page.kin] for one in verdicts}


def _named(page: Page, *, by: Person) -> Practice:
    if page.head is None:
        tags = fitting_tags(page.tags)
        naming = Naming.of(page.title, page.summary, page.language, tags=tags)
        return name_practice(naming, by=by)
    practice = name_practice(page.head.naming, by=by)
    if practice.slug != page.head.slug and not slug_is_taken(page.head.slug):
        practice.slug = page.head.slug
    return practice


def _name_anew(practice: Practice, page: Page) -> None:
    if practice.opened_at is None:
        call(practice, page.head.naming.title if page.head else page.title)


def _place(practice: Practice, head: Head, *, by: Person) -> None:
    naming = head.naming
    practice.summary, practice.journey_stage = naming.summary, naming.journey_stage
    practice.place(list(naming.industries), list(naming.areas), list(naming.tags))
    if head.medium:
        choose_medium(practice, head.medium, by=by)
