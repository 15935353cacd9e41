"""What the demo's people took into use and gave up, and whose competence was attested."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from kb.demo.house import Deed, House
from kb.demo.reading import Row, moment_of, rows
from kb.foundation import clock
from kb.internalise.adoptions.actions import adopt_practice, give_up_use
from kb.internalise.adoptions.forms import Use
from kb.internalise.attestations.actions import ask_for_attestation, attest, decline
from kb.internalise.attestations.forms import Judgement, Request, usual_day
from kb.internalise.attestations.levels import Level
from kb.internalise.attestations.queries import open_request


def deeds_of_attesting(house: House) -> Iterator[Deed]:
    """Return what was taken into use, given up, asked and answered, each with its day."""
    told = rows("attesting")
    for row in told["adoptions"]:
        yield Deed(moment_of(row["days_ago"], hour=17), partial(_adopt, house, row))
    for row in told["given_up"]:
        yield Deed(moment_of(row["days_ago"], hour=17), partial(_give_up, house, row))
    for row in told["attestations"]:
        yield Deed(moment_of(row["asked_days_ago"], hour=17), partial(_ask, house, row))
        if "days_ago" in row:
            yield Deed(moment_of(row["days_ago"], hour=18), partial(_answer, house, row))


def _adopt(house: House, row: Row) -> None:
    since = clock.today() - timedelta(days=row.get("since_before", 0))
    use = Use(since, row.get("customer", ""), row["story"])
    practice, person = house.practice(row["practice"]), house.person(row["person"])
    adopt_practice(practice, use, by=person, language="fi")


def _give_up(house: House, row: Row) -> None:
    practice, person = house.practice(row["practice"]), house.person(row["person"])
    give_up_use(practice, row["reason"], by=person, language="fi")


def _ask(house: House, row: Row) -> None:
    practice, learner = house.practice(row["practice"]), house.person(row["learner"])
    asked = Request(house.people[row["attester"]], row["words"])
    ask_for_attestation(practice, asked, by=learner, language="fi")


def _answer(house: House, row: Row) -> None:
    practice, learner = house.practice(row["practice"]), house.person(row["learner"])
    attester, asked = house.person(row["attester"]), open_request(learner, practice)
    if asked is None:
        raise LookupError(row["practice"])
    if "level" in row:
        judgement = Judgement(Level(row["level"]), usual_day(), row["answer"])
        attest(asked, judgement, by=attester, language="fi")
    else:
        decline(asked, row["answer"], by=attester, language="fi")
