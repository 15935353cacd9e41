"""The two pages on which one writes, with everything that lies on them."""

from flask import render_template, request

from kb.document.attachments.uploads import taken
from kb.document.media.models import Medium
from kb.document.media.queries import answers_so_far
from kb.document.methods.models import Method
from kb.document.revisions.models import PARTS, Text
from kb.document.writing.previews import Preview
from kb.document.writing.queries import desk_of, others_than
from kb.people.models import Industry
from kb.people.signed_in import current_person
from kb.practices.models import Area, JourneyStage
from kb.practices.queries import practice_by_slug
from kb.web.languages import language as page_language

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


def new_page(
    text: Text, *, language: str = "", preview: Preview | None = None, **origin: object
) -> str:
    """Lay out the form of a practice that has no name yet, with what it begins with.

    ``origin`` is the ``note``, the ``need`` or the ``answer`` that it is made of, if any.
    """
    return render_template(
        "revisions/new.html",
        preview=preview,
        text=text,
        **{"note": None, "need": None, "answer": None, **origin},
        parts=PARTS,
        colleagues=others_than(current_person()),
        language=language or page_language(),
        answers=answers_so_far(request.form),
        **METHODS,
        **FACETS,
    )
