"""What can be done about the medium."""

from kb.document.media.forms import MediumChoice
from kb.document.media.models import DocumentForm
from kb.document.media.queries import form_of
from kb.foundation import clock
from kb.foundation.db import session
from kb.people.models import Person
from kb.practices.models import Practice


def choose_medium(practice: Practice, choice: MediumChoice, *, by: Person) -> DocumentForm:
    """Say in which form this knowledge is best kept, and why."""
    form = form_of(practice) or DocumentForm(practice_id=practice.id)
    form.medium, form.formality, form.reason = choice.medium, choice.formality, choice.reason
    form.chosen_by_id, form.chosen_at = by.id, clock.now()
    session.add(form)
    session.flush()
    return form
