"""How the demo keeps its practices alive: what it gave up, what its readers reported."""

from collections.abc import Iterator
from functools import partial

from kb.demo.house import Deed, House
from kb.demo.reading import Row, moment_of, rows
from kb.document.combining.actions import combine_practices
from kb.document.combining.forms import Combination
from kb.document.dropping.actions import drop_practice
from kb.document.dropping.forms import Farewell
from kb.document.flaws.actions import answer_flaw, report_flaw
from kb.document.flaws.forms import FlawAnswer
from kb.document.flaws.models import FlawState
from kb.document.flaws.queries import flaws_of
from kb.document.media.actions import choose_medium
from kb.document.media.forms import MediumChoice
from kb.document.media.models import Formality, Medium
from kb.document.revisions.actions import hand_over
from kb.document.revisions.forms import Wording, rendered
from kb.document.revisions.models import PARTS, Text
from kb.document.revisions.queries import drafts_on
from kb.identify.identifications.actions import identify_practice
from kb.practices.forms import Naming
from kb.socialise.talk.actions import comment_on


def deeds_of_keeping(house: House) -> Iterator[Deed]:
    """Return what was written and given up, reported and answered, each with its day."""
    told = rows("kept")
    for row in told["written"]:
        yield Deed(moment_of(row["days_ago"]), partial(_write, house, row))
    for row in told["models"]:
        yield Deed(moment_of(row["days_ago"]), partial(_combine, house, row))
    for row in told["droppings"]:
        yield Deed(moment_of(row["days_ago"], hour=10), partial(_drop, house, row))
    for row in told["comments"]:
        yield Deed(moment_of(row["days_ago"], hour=12), partial(_comment, house, row))
    for row in told["flaws"]:
        yield Deed(moment_of(row["days_ago"], hour=9), partial(_report, house, row))
        if answer := row.get("answer"):
            deed = partial(_answer, house, row["practice"], answer)
            yield Deed(moment_of(answer["days_ago"], hour=9), deed)


def _write(house: House, row: Row) -> None:
    by, medium = house.person(row["holder"]), row["medium"]
    naming = Naming.of(
        row["title"],
        " ".join(row["lines"]),
        "fi",
        industries=row["industry"],
        areas=[row["area"]],
        journey_stage=row["journey"],
        tags=", ".join(row["tags"]),
    )
    practice = identify_practice(naming, by=by, holder=by, ref=row["ref"])
    house.practices[row["ref"]] = practice.id
    kind, formality = Medium(medium["kind"]), Formality(medium["formality"])
    choose_medium(practice, MediumChoice(kind, formality, medium["reason"]), by=by)
    text = Text(row["title"], "", **{part: row[part].strip() for part in PARTS})
    hand_over(practice, "fi", Wording(text, rendered(text, slug=practice.slug)), by=by)


def _combine(house: House, row: Row) -> None:
    by = house.person(row["by"])
    chosen = Combination(row["title"], tuple(house.practices[ref] for ref in row["practices"]))
    practice = combine_practices(chosen, by=by, language="fi")
    practice.ref, practice.summary = row["ref"], row["summary"]
    house.practices[row["ref"]] = practice.id
    reason = "Vaiheet luetaan yhdestä paikasta alusta loppuun."
    choose_medium(practice, MediumChoice(Medium.LONG_TEXT, Formality.FREE, reason), by=by)
    text = drafts_on(practice, "fi")[0].text
    hand_over(practice, "fi", Wording(text, rendered(text, slug=practice.slug)), by=by)


def _drop(house: House, row: Row) -> None:
    successor = house.practice(row["successor"]).title
    farewell = Farewell(row["reason"].strip(), successor)
    drop_practice(house.practice(row["practice"]), farewell, by=house.person(row["by"]))


def _comment(house: House, row: Row) -> None:
    by = house.person(row["by"])
    comment_on(house.practice(row["practice"]), row["text"], by=by, language="fi")


def _report(house: House, row: Row) -> None:
    by = house.person(row["by"])
    report_flaw(house.practice(row["practice"]), row["text"], by=by, language="fi")


def _answer(house: House, ref: str, row: Row) -> None:
    by = house.person(row["by"])
    answer = FlawAnswer(FlawState(row["state"]), row["text"])
    answer_flaw(flaws_of(house.practice(ref), seen_by=by)[0], answer, by=by)
