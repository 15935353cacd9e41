"""What people of the demo's pairs wrote for themselves, each with its day."""

from collections.abc import Iterator
from functools import partial

from kb.demo.house import Deed, House
from kb.demo.reading import Row, moment_of, rows
from kb.foundation.db import session
from kb.share.mentoring.queries import last_session
from kb.share.pairings.models import Pairing
from kb.share.private_notes.actions import keep_note
from kb.share.private_notes.forms import Jotting
from kb.share.private_notes.keys import KeyPlace


def deeds_of_pair_talk(house: House) -> Iterator[Deed]:
    """Return what was written for oneself; a house without its key keeps none."""
    told = rows("pair_talk")
    if house.notes_key:
        for row in told["notes"]:
            deed = partial(_jot, house, house.notes_key, row)
            yield Deed(moment_of(row["days_ago"], hour=17), deed)


def _jot(house: House, place: KeyPlace, row: Row) -> None:
    pairing = session.get_one(Pairing, house.pairings[row["pairing"]])
    meeting = last_session(pairing) if row["meeting"] == "last" else None
    jotting = Jotting(row["words"].strip())
    keep_note(pairing, meeting, jotting, by=house.person(row["by"]), place=place)
