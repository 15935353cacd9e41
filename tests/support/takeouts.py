"""Taking out and reading what was taken out: pages by path, and every byte of it."""

import io
import re
import zipfile
from urllib.parse import unquote

from sqlalchemy import select

from kb.cycle.takeout.actions import take_out
from kb.document.imports.own import PRACTICES
from kb.document.media.queries import form_of
from kb.document.revisions.queries import current_revisions
from kb.foundation.db import session
from kb.practices.models import Practice
from kb.practices.queries import addresses_by_title

TITLED = re.compile(r"/practices/titled/([^\"]+)")


def taken_by(person, files):
    """Return the archive of all that ``person`` may read."""
    made = io.BytesIO()
    take_out(person, made, files=files, progress=lambda *_: None)
    return made.getvalue()


def files_in(archive):
    """Return what an archive holds, by path."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def pages_in(archive):
    """Return what is written of practices, without the heads, by path."""
    return {
        path: content.decode().split("\n---\n", 1)[1]
        for path, content in files_in(archive).items()
        if path.startswith(PRACTICES) and path.endswith(".md") and b"<!-- part" in content
    }


def told_of_all(person):
    """Return what readers are told of every practice, by address and language.

    Links are mapped to the address of the practice they lead to; nothing else is.
    """
    practices = session.scalars(select(Practice)).all()
    return {one.slug: told_of(one, person) for one in practices}


def told_of(practice, person):
    form = form_of(practice)
    return {
        "title": practice.title,
        "summary": practice.summary,
        "language": practice.language,
        "industries": practice.industries,
        "areas": practice.areas,
        "tags": practice.tags,
        "journey_stage": practice.journey_stage,
        "medium": form and (form.medium, form.formality, form.reason),
        "pages": {
            language: (
                revision.title,
                revision.readers_words,
                {part: mapped(html, person) for part, html in revision.rendered.items()},
            )
            for language, revision in current_revisions(practice).items()
        },
    }


def mapped(html, person):
    """Put the address of its practice in the place of each link by name."""

    def led(found):
        name = unquote(found[1])
        slug = addresses_by_title([name], seen_by=person).get(name)
        return f"/practices/{slug}" if slug else found[0]

    return TITLED.sub(led, html)
