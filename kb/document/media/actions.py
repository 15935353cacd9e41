"""What can be done about the medium."""

from kb.document.media.forms import MediumChoice
from kb.document.media.models import DocumentForm
from kb.document.media.proposals import Answers, Formality, Medium
from kb.document.media.queries import form_of
from kb.foundation import clock
from kb.foundation.db import session
from kb.people.models import Person
from kb.practices.models import Practice


def choose_medium(practice: Practice, choice: MediumChoice, *, by: Person) -> DocumentForm:
    """Say in which form this knowledge is best kept, and why; the same again is no choice."""
    reason = choice.reason_in(practice.language)
    form = form_of(practice)
    if form and _says(form) == (choice.medium, choice.formality, reason, choice.answers):
        return form
    form = form or DocumentForm(practice_id=practice.id)
    form.medium, form.formality, form.reason = choice.medium, choice.formality, reason
    form.answer(choice.answers, choice.answers.proposal)
    form.chosen_by, form.chosen_at = by, clock.now()
    session.add(form)
    session.flush()
    return form


def _says(form: DocumentForm) -> tuple[Medium, Formality, str, Answers]:
    return form.medium, form.formality, form.reason, form.answers
