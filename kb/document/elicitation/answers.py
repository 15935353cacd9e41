"""Writing down what is said: each answer is kept by itself, and none is overwritten unseen."""

from kb.document.elicitation.forms import Saying
from kb.document.elicitation.models import Elicitation
from kb.document.elicitation.notes import ElicitationAnswer, ElicitationAside
from kb.document.elicitation.queries import Slot, slot_of
from kb.foundation.db import beside, session
from kb.foundation.errors import ConflictError, NotFoundError
from kb.people.models import Person


def keep_answer(
    elicitation: Elicitation, key: str, saying: Saying, *, by: Person
) -> ElicitationAnswer | None:
    """Keep one answer; nothing said makes none. Who comes second finds theirs kept beside."""
    elicitation.refuse_answers_unless_agreed()
    slot = slot_of(elicitation, key)
    if slot.answer is None and not saying.text:
        return None
    if slot.answer and slot.answer.text == saying.text:
        return slot.answer
    if slot.answer and saying.version != slot.answer.version:
        _keep_beside(slot.answer, saying.text, by=by)
        raise ConflictError("elicitation.changed_elsewhere")
    elicitation.begin(elicitation.phase or slot.phase)
    answer = slot.answer or _answer(elicitation, slot)
    answer.keep(saying.text, by=by)
    session.add(answer)
    session.flush()
    return answer


def join_aside(elicitation: Elicitation, number: int, *, by: Person) -> None:
    """Put what was kept beside under the answer."""
    elicitation.refuse_answers_unless_agreed()
    answer, aside = _aside(elicitation, number)
    answer.keep(f"{answer.text}\n\n{aside.text}".strip(), by=by)
    answer.asides.remove(aside)
    session.flush()


def drop_aside(elicitation: Elicitation, number: int) -> None:
    """Let what was kept beside go."""
    answer, aside = _aside(elicitation, number)
    answer.asides.remove(aside)
    session.flush()


def _answer(elicitation: Elicitation, slot: Slot) -> ElicitationAnswer:
    return ElicitationAnswer(
        elicitation_id=elicitation.id,
        key=slot.key,
        phase=slot.phase,
        heading=slot.heading,
        asked=slot.asked,
    )


def _keep_beside(answer: ElicitationAnswer, text: str, *, by: Person) -> None:
    kept = {"answer_id": answer.id, "text": text, "by_id": by.id}
    if text and all(one.text != text for one in answer.asides):
        beside(lambda: session.add(ElicitationAside(**kept)))


def _aside(elicitation: Elicitation, number: int) -> tuple[ElicitationAnswer, ElicitationAside]:
    aside = session.get(ElicitationAside, number)
    answer = session.get(ElicitationAnswer, aside.answer_id) if aside else None
    if aside is None or answer is None or answer.elicitation_id != elicitation.id:
        raise NotFoundError("elicitation.not_found")
    return answer, aside
