"""What can be done with a practice before any stage speaks of it."""

import re
from collections.abc import Set as AbstractSet

from markdown.extensions.toc import slugify_unicode

from kb.foundation.db import session
from kb.people.models import Person
from kb.practices.forms import Naming
from kb.practices.models import Audience, Practice, PracticeReader
from kb.practices.names import call, uncall
from kb.practices.queries import slug_is_taken

LONGEST_SLUG = 80


def name_practice(naming: Naming, *, by: Person, ref: str | None = None) -> Practice:
    """Give a practice its name; who names it is its author and, to begin with, its steward."""
    practice = Practice(
        ref=ref,
        slug=free_slug(naming.title),
        title=naming.title,
        summary=naming.summary,
        language=naming.language,
        journey_stage=naming.journey_stage,
        author=by,
        steward=by,
    )
    practice.place(list(naming.industries), list(naming.areas), list(naming.tags))
    session.add(practice)
    call(practice, naming.title)
    return practice


def rename_practice(practice: Practice, naming: Naming) -> None:
    """Say anew what a practice is called and where it belongs; its address stays."""
    call(practice, naming.title)
    practice.summary = naming.summary
    practice.journey_stage = naming.journey_stage
    practice.place(list(naming.industries), list(naming.areas), list(naming.tags))


def name_anew(practice: Practice, naming: Naming) -> None:
    """Name what nobody else has seen as if it had been called so from the first."""
    if not practice.opened_at:
        if practice.title != naming.title:
            practice.slug = free_slug(naming.title)
        practice.language = naming.language
        uncall(practice)
    rename_practice(practice, naming)


def let_read(practice: Practice, audience: Audience, people: AbstractSet[int]) -> None:
    """Let that audience read a practice from now on; ``people`` are those who are named."""
    practice.audience = audience
    practice.reader_rows = [PracticeReader(person_id=number) for number in sorted(people)]
    session.flush()


def admit(person: Person, practice: Practice) -> None:
    """Let this person read a practice too, where those who may are named."""
    known = {row.person_id for row in practice.reader_rows}
    if practice.audience is Audience.NAMED and person.id not in known:
        practice.reader_rows.append(PracticeReader(person_id=person.id))


def free_slug(title: str) -> str:
    """Return a readable address for ``title`` that no other practice has."""
    base = slugify_unicode(title, "-")[:LONGEST_SLUG].strip("-") or "practice"
    base = re.sub(r"-{2,}", "-", base)
    slug, number = base, 2
    while slug_is_taken(slug):
        slug, number = f"{base}-{number}", number + 1
    return slug
