"""The two pages on which one writes, with everything that lies on them."""

import secrets
from collections.abc import Mapping

from flask import render_template, request

from kb.document.attachments.uploads import taken
from kb.document.media.models import Medium
from kb.document.media.queries import answers_so_far
from kb.document.methods.models import Method
from kb.document.revisions.models import PARTS, Text
from kb.document.revisions.queries import draft_of
from kb.document.writing.models import Beginning
from kb.document.writing.previews import Preview
from kb.document.writing.queries import desk_of, origins_in, others_than
from kb.people.models import Industry
from kb.people.signed_in import current_person
from kb.practices.models import Area, JourneyStage
from kb.practices.queries import practice_by_slug
from kb.web.languages import language as page_language
from kb.web.refusals import show_typed

METHODS = {"media": list(Medium), "methods": list(Method)}
FACETS = {
    "all_industries": list(Industry),
    "all_areas": list(Area),
    "journey": list(JourneyStage),
}


def edit_page(slug: str, language: str, preview: Preview | None = None) -> str:
    """Lay what belongs to one text on its writer's desk."""
    person = current_person()
    desk = desk_of(practice_by_slug(slug, seen_by=person), language, by=person)
    return render_template(
        "revisions/edit.html",
        desk=desk,
        parts=PARTS,
        preview=preview,
        answers=answers_so_far(request.form, desk.form),
        **METHODS,
        **taken(),
    )


def begun_page(beginning: Beginning) -> str:
    """Lay out the form of a new practice as it was left, with what it is made of."""
    practice, by = beginning.practice, current_person()
    draft = draft_of(practice, practice.language, by=by)
    fields, text = beginning.fields, draft.text if draft else Text(practice.title, "")
    stand = {"sheet": beginning.sheet or "", "version": str(draft.version if draft else 0)}
    words = {"title": text.title, "readers_words": text.readers_words, **text.parts}
    show_typed({**fields, **{name: [one] for name, one in {**words, **stand}.items()}})
    return _laid_out(text, {"draft": draft, **origins_in(fields, by=by)})


def new_page(
    text: Text, *, language: str = "", preview: Preview | None = None, **origin: object
) -> str:
    """Lay out the form of a practice that has no name yet, with what it begins with.

    ``origin`` is the ``note``, the ``need`` or the ``answer`` that it is made of, if any.
    """
    return _laid_out(
        text, {"language": language or page_language(), "preview": preview} | origin
    )


def _laid_out(text: Text, shown: Mapping[str, object]) -> str:
    begun = {"note": None, "need": None, "answer": None, "preview": None, "draft": None}
    here = {"sheet": secrets.token_hex(8), "version": 0, "language": page_language()}
    return render_template(
        "revisions/new.html",
        text=text,
        parts=PARTS,
        colleagues=others_than(current_person()),
        answers=answers_so_far(request.form),
        **METHODS,
        **FACETS,
        **{**begun, **here, **shown},
    )
