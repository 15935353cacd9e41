"""What can be done with a document: make a draft of it."""

from collections.abc import Iterable
from pathlib import Path

from kb.document.attachments.actions import attach
from kb.document.attachments.intake import File
from kb.document.papers.forms import Acceptance
from kb.document.revisions.models import Source
from kb.document.writing.actions import start_practice
from kb.people.models import Person
from kb.practices.models import Practice


def make_draft(
    accepted: Acceptance, files: Iterable[File], *, by: Person, folder: Path
) -> Practice:
    """Name a practice, keep the document's words as its draft and its files beside it."""
    practice = start_practice(accepted.new, by=by, source=Source.IMPORT)
    for file in files:
        attach(practice, file, by=by, folder=folder)
    return practice
