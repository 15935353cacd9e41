"""Finding one's own answers, how far one has come, and whether it is a practice already."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process
from sqlalchemy import select

from kb.context.questions.models import QuestionSet, SetQuestion
from kb.context.questions.queries import questions_of, set_named
from kb.foundation.db import session
from kb.foundation.errors import NotFoundError
from kb.identify.inventories.models import INVENTORIES, InventoryAnswer
from kb.people.models import Person
from kb.practices.models import Practice
from kb.practices.queries import practices_by_ids, visible_to

ALIKE = 80  # of a hundred: the same words in another order, or another form of one
AT_MOST = 3


@dataclass(frozen=True)
class Inventory:
    """A set of questions with one person's answers to them."""

    of: QuestionSet
    questions: Sequence[SetQuestion]
    answers: Mapping[str, Sequence[InventoryAnswer]]

    @property
    def answered(self) -> int:
        """Count the questions that have an answer."""
        return sum(question.key in self.answers for question in self.questions)

    @property
    def earlier(self) -> Sequence[InventoryAnswer]:
        """Return answers to what is asked no more."""
        asked = {question.key for question in self.questions}
        return [one for key, rows in self.answers.items() if key not in asked for one in rows]

    @property
    def next_key(self) -> str:
        """Return the key of the first question without an answer; empty when all have one."""
        open_keys = (one.key for one in self.questions if one.key not in self.answers)
        return next(open_keys, "")

    def begun(self, key: str) -> InventoryAnswer | None:
        """Return the answer to that question that is no practice yet."""
        return next((one for one in self.answers.get(key, ()) if not one.practice_id), None)


def inventory_of(person: Person, which: QuestionSet) -> Inventory:
    """Return what ``person`` has answered so far."""
    answers: dict[str, list[InventoryAnswer]] = {}
    theirs = InventoryAnswer.person_id == person.id, InventoryAnswer.of == which
    for row in session.scalars(
        select(InventoryAnswer).where(*theirs).order_by(InventoryAnswer.id)
    ):
        answers.setdefault(row.key, []).append(row)
    return Inventory(which, questions_of(which), answers)


def inventory_named(name: str) -> QuestionSet:
    """Return the set that one answers alone, or raise NotFoundError."""
    which = set_named(name)
    if which not in INVENTORIES:
        raise NotFoundError("question_set.not_found")
    return which


def answer_by_id(number: int, *, of: Person) -> InventoryAnswer:
    """Return one's own answer; anybody else's is as if there were none."""
    found = session.get(InventoryAnswer, number)
    if found is None or found.person_id != of.id:
        raise NotFoundError("inventory.not_found")
    return found


def answers_behind(practice: Practice, *, of: Person) -> Sequence[InventoryAnswer]:
    """Return what ``of`` answered before ``practice`` had its name."""
    theirs = InventoryAnswer.person_id == of.id, InventoryAnswer.practice_id == practice.id
    return session.scalars(
        select(InventoryAnswer).where(*theirs).order_by(InventoryAnswer.id)
    ).all()


def practices_alike(answer: InventoryAnswer) -> Sequence[Practice]:
    """Return practices that already have nearly that name, of those one may see."""
    person = answer.person
    titles = {
        row.id: row.title.casefold()
        for row in session.execute(
            select(Practice.id, Practice.title).where(visible_to(person))
        )
    }
    best = process.extract(
        answer.title.casefold(),
        titles,
        scorer=fuzz.token_sort_ratio,
        score_cutoff=ALIKE,
        limit=AT_MOST,
    )
    return practices_by_ids([number for _, _, number in best], seen_by=person)
