"""What can be done with an answer: keep it, let it become a practice, or join one."""

from kb.context.questions.models import SetQuestion
from kb.foundation.db import session
from kb.foundation.errors import DomainError
from kb.identify.identifications.actions import identify_practice, join_practice
from kb.identify.inventories.forms import Told
from kb.identify.inventories.models import InventoryAnswer
from kb.identify.inventories.queries import inventory_of, practices_alike
from kb.people.models import Person
from kb.practices.forms import Naming
from kb.practices.models import Practice


def keep_answer(
    question: SetQuestion, told: Told, *, by: Person, language: str
) -> InventoryAnswer:
    """Keep an answer; one that has a name nobody uses yet becomes a practice at once.

    What an older page of one's own sends is kept as an answer beside, so nothing is lost.
    """
    answer = inventory_of(by, question.of).begun(question.key)
    if answer is None or answer.is_overtaken_by(told):
        answer = InventoryAnswer(person=by, of=question.of, key=question.key)
        answer.asked, answer.language = question.words_in(language), language
        session.add(answer)
    answer.keep(told)
    session.flush()
    if answer.title and not practices_alike(answer):
        make_practice(answer)
    return answer


def make_practice(answer: InventoryAnswer) -> Practice:
    """Let an answer become a practice of one's own, named and not yet written."""
    _refuse_twice(answer)
    areas = (answer.area,) if answer.area else ()
    naming = Naming.of(answer.title, answer.situation, answer.language, areas=areas)
    person = answer.person
    practice = identify_practice(naming, by=person, holder=person, trigger=answer.trigger)
    answer.practice = practice
    session.flush()
    return practice


def join_as_carrier(answer: InventoryAnswer, practice: Practice) -> None:
    """Say that one can do what is a practice already, instead of making another."""
    _refuse_twice(answer)
    join_practice(practice, by=answer.person, trigger=answer.trigger)
    answer.practice, answer.joined = practice, True
    session.flush()


def forget_answer(answer: InventoryAnswer) -> None:
    """Let one's own words go; the practice made of them stays."""
    session.delete(answer)
    session.flush()


def _refuse_twice(answer: InventoryAnswer) -> None:
    if answer.practice_id is not None:
        raise DomainError("inventory.already_a_practice")
