"""Finding the medium of a practice."""

from kb.document.media.models import DocumentForm
from kb.foundation.db import session
from kb.practices.models import Practice


def form_of(practice: Practice) -> DocumentForm | None:
    """Return the medium of ``practice`` with its reason."""
    return session.get(DocumentForm, practice.id)
