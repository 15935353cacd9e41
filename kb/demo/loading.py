"""Letting the invented organisation live its year, one deed after another."""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import select

from kb.context.glossary.actions import add_term
from kb.context.glossary.forms import Meaning
from kb.demo.deeds import all_deeds
from kb.demo.house import House
from kb.demo.reading import Row, files_of, moment_of, rows, texts
from kb.document.attachments.actions import attach
from kb.document.attachments.intake import read_file
from kb.document.attachments.kinds import Caps
from kb.document.media.actions import choose_medium
from kb.document.media.forms import MediumChoice
from kb.document.media.models import Formality, Medium
from kb.document.methods.actions import record_method
from kb.document.methods.forms import Manner
from kb.document.methods.models import Method
from kb.document.revisions.actions import hand_over
from kb.document.revisions.forms import Wording, rendered
from kb.document.revisions.models import Revision
from kb.foundation import clock
from kb.foundation.db import session, unit_of_work
from kb.identify.carriers.actions import add_basis
from kb.identify.carriers.models import Basis
from kb.identify.identifications.actions import identify_practice
from kb.identify.identifications.models import Trigger
from kb.people.actions import add_person
from kb.people.models import Industry, Person, Role
from kb.practices.forms import Naming
from kb.practices.models import Practice

DEMO_PASSWORD = "kisalli-kokeilu"  # noqa: S105 - printed at the start, for trying out only
FIRST_NAMED, FIRST_WRITTEN = 345, 325  # days ago: before anything else happened
FROM_WORKSHOP = {"P31", "P39", "P40"}

Progress = Callable[[str, int, int], None]


def demo_is_loaded() -> bool:
    """Say whether the demo organisation is there."""
    return (
        session.scalar(select(Practice.id).where(Practice.ref.is_not(None)).limit(1))
        is not None
    )


def load_demo(house: House, progress: Progress) -> None:
    """Bring in people, practices and what they did, in the order it happened."""
    with unit_of_work():
        _people(house)
        _glossary()
    _named(house, progress)
    _written(house, progress)
    deeds = all_deeds(house)
    with unit_of_work():
        for number, deed in enumerate(deeds, 1):
            with clock.standing_at(deed.at):
                deed.do()
            progress("deeds", number, len(deeds))


def _people(house: House) -> None:
    staff = rows("people")
    for row in staff:
        house.people[row["name"]] = _person(row).id
    names = {row["id"]: row["name"] for row in staff}
    for row in staff:
        if row["manager"]:
            house.person(row["name"]).manager_id = house.people[names[row["manager"]]]


def _person(row: Row) -> Person:
    person = add_person(
        row["name"],
        row["email"],
        DEMO_PASSWORD,
        Role(row["role"]),
        industries=[Industry(one) for one in row["industries"]],
        language=row["language"],
    )
    person.team = row["team"]
    person.title = row[f"title_{row['language']}"]
    return person


def _glossary() -> None:
    for row in rows("glossary"):
        avoided = tuple(row["not_preferred"])
        other = (*row["synonyms"], *row["synonyms_en"])
        add_term(
            Meaning(
                term=row["term"],
                definition=row["definition_fi"],
                english=row["english"],
                english_definition=row["definition_en"],
                synonyms=tuple(word for word in other if word not in avoided),
                not_preferred=avoided,
            )
        )


def _named(house: House, progress: Progress) -> None:
    practices = rows("practices")
    with unit_of_work():
        for number, row in enumerate(practices, 1):
            with clock.standing_at(moment_of(FIRST_NAMED)):
                house.practices[row["ref"]] = _name(house, row).id
            progress("practices", number, len(practices))
        for row in rows("people"):
            for ref in row["also_can"]:
                with clock.standing_at(moment_of(FIRST_WRITTEN)):
                    add_basis(
                        house.person(row["name"]), house.practice(ref), basis=Basis.DECLARED
                    )


def _name(house: House, row: Row) -> Practice:
    holder = house.person(row["holder"])
    naming = Naming.of(
        row["title"],
        " ".join(row["lines"]),
        "fi",
        industries=row["industry"],
        areas=[row["area"]],
        journey_stage=row["journey"],
        tags=", ".join(row["tags"]),
    )
    trigger = Trigger.WORKSHOP if row["ref"] in FROM_WORKSHOP else Trigger.OWN_NOTICE
    return identify_practice(naming, by=holder, holder=holder, trigger=trigger, ref=row["ref"])


def _written(house: House, progress: Progress) -> None:
    practices = {row["ref"]: row for row in rows("practices")}
    written = texts({ref: row["title"] for ref, row in practices.items()})
    for number, one in enumerate(written, 1):
        with unit_of_work(), clock.standing_at(moment_of(FIRST_WRITTEN)):
            holder = house.person(practices[one.ref]["holder"])
            practice = house.practice(one.ref)
            if one.language == "fi":
                _attach(practice, one.ref, by=holder, folder=house.files)
            medium = practices[one.ref]["medium"]
            choice = MediumChoice(
                Medium(medium["kind"]), Formality(medium["formality"]), medium["reason"]
            )
            choose_medium(practice, choice, by=holder)
            wording = Wording(one.text, rendered(one.text, slug=practice.slug))
            revision = hand_over(practice, one.language, wording, by=holder)
            _made(house, revision, practices[one.ref])
        progress("texts", number, len(written))


def _made(house: House, revision: Revision, row: Row) -> None:
    said = row.get("documented")
    if said:
        others = tuple(house.person(name).id for name in said["with"])
        record_method(revision, Manner(Method(said["method"]), others))


def _attach(practice: Practice, ref: str, *, by: Person, folder: Path) -> None:
    for name, path in files_of(ref):
        with path.open("rb") as stream:
            attach(practice, read_file(name, stream, Caps()), by=by, folder=folder)
