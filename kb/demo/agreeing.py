"""What the demo organisation's pairs agreed on before they began."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from kb.demo.house import Deed, House
from kb.demo.reading import Row, last_day, moment_of, rows
from kb.foundation.db import session
from kb.share.pairings.models import Pairing
from kb.share.pairings.signing import accept_agreement, write_agreement
from kb.share.pairings.terms import Terms

AFTER_PROPOSING = 1


def deeds_of_agreements(house: House) -> Iterator[Deed]:
    """Return who wrote the agreements and who accepted them."""
    for row in rows("pairings"):
        ago = row["agreement"].get("written_days_ago", row["created_days_ago"])
        yield Deed(moment_of(ago), partial(_agree, house, row), AFTER_PROPOSING)


def _agree(house: House, row: Row) -> None:
    pairing = session.get_one(Pairing, house.pairings[row["ref"]])
    written = write_agreement(pairing, _terms(house, row["agreement"]), by=pairing.mentor)
    for learner in pairing.learners if row["state"] != "agreed" else ():
        accept_agreement(pairing, written.version, by=learner)


def _terms(house: House, said: Row) -> Terms:
    return Terms(
        rhythm=said["rhythm"],
        ends_on=_end(house, said),
        confidentiality=said["confidentiality"],
        not_discussed=said["not_discussed"],
        meetings_planned=said["meetings_planned"],
    )


def _end(house: House, said: Row) -> date:
    if "ends" in said:
        return last_day(said["ends"])
    ahead = said["ends_in_days"] if "ends_in_days" in said else -said["ends_days_ago"]
    return house.today + timedelta(days=ahead)
