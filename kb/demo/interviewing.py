"""An interview of the demo organisation: agreed to, half way, no draft yet."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from kb.context.questions.models import QuestionSet
from kb.demo.house import Deed, House
from kb.demo.reading import Row, moment_of, rows
from kb.document.elicitation.actions import agree, begin_phase, plan_elicitation
from kb.document.elicitation.answers import keep_answer
from kb.document.elicitation.forms import Plan, Saying
from kb.document.elicitation.guides import ElicitationMethod, consent_words
from kb.document.elicitation.queries import elicitations_of, slots_of
from kb.foundation import clock

KEPT = timedelta(days=183)


def deeds_of_interviews(house: House) -> Iterator[Deed]:
    """Return what was asked, agreed to and said, each with its day."""
    for row in rows("interviews"):
        yield Deed(moment_of(row["asked_days_ago"], hour=9), partial(_ask, house, row))
        yield Deed(moment_of(row["held_days_ago"], hour=13), partial(_hold, house, row))


def _ask(house: House, row: Row) -> None:
    plan = Plan(
        ElicitationMethod.CRITICAL_DECISION,
        QuestionSet.CRITICAL_DECISION,
        row["topic"],
        "fi",
        (house.people[row["carrier"]],),
        {heading.value: words for heading, words in consent_words("fi").items()},
        clock.today() + KEPT,
        clock.today() + timedelta(days=row["asked_days_ago"] - row["held_days_ago"]),
        house.practice(row["practice"]).slug,
    )
    elicitation = plan_elicitation(plan, by=house.person(row["interviewer"]))
    agree(elicitation, by=house.person(row["carrier"]))


def _hold(house: House, row: Row) -> None:
    interviewer = house.person(row["interviewer"])
    elicitation = elicitations_of(interviewer)[0]
    begin_phase(elicitation, elicitation.phases[0], by=interviewer)
    for slot, text in zip(slots_of(elicitation), row["answers"], strict=False):
        keep_answer(elicitation, slot.key, Saying(text, 0), by=interviewer)
