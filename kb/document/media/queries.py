"""Finding the medium of a practice."""

from collections.abc import Mapping

from kb.document.media.models import DocumentForm
from kb.document.media.proposals import Answers
from kb.foundation.db import session
from kb.practices.models import Practice


def form_of(practice: Practice) -> DocumentForm | None:
    """Return the medium of ``practice`` with its reason."""
    return session.get(DocumentForm, practice.id)


def answers_so_far(typed: Mapping[str, str], form: DocumentForm | None = None) -> Answers:
    """Return what was just answered, else what was when the medium was chosen."""
    answers = Answers.parse(typed)
    return form.answers if form and answers == Answers() else answers
