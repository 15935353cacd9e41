"""What people of the demo's pairs wrote for themselves, and answered when asked alone."""

from collections.abc import Iterator
from functools import partial

from kb.demo.house import Deed, House
from kb.demo.reading import Row, moment_of, rows
from kb.foundation.db import session
from kb.share.fit.actions import answer_fit
from kb.share.fit.forms import Opinion
from kb.share.fit.models import Fit
from kb.share.mentoring.asking import round_now
from kb.share.mentoring.queries import last_session
from kb.share.pairings.models import Pairing
from kb.share.private_notes.actions import keep_note
from kb.share.private_notes.forms import Jotting
from kb.share.private_notes.keys import KeyPlace


def deeds_of_pair_talk(house: House) -> Iterator[Deed]:
    """Return what was answered and written; a house without its key keeps no notes."""
    told = rows("pair_talk")
    for row in told["fit"]:
        yield Deed(moment_of(row["days_ago"], hour=17), partial(_answer, house, row))
    if house.notes_key:
        for row in told["notes"]:
            deed = partial(_jot, house, house.notes_key, row)
            yield Deed(moment_of(row["days_ago"], hour=17), deed)


def _jot(house: House, place: KeyPlace, row: Row) -> None:
    pairing = session.get_one(Pairing, house.pairings[row["pairing"]])
    meeting = last_session(pairing) if row["meeting"] == "last" else None
    jotting = Jotting(row["words"].strip())
    keep_note(pairing, meeting, jotting, by=house.person(row["by"]), place=place)


def _answer(house: House, row: Row) -> None:
    pairing = session.get_one(Pairing, house.pairings[row["pairing"]])
    opinion = Opinion(Fit(row["fit"]), row["words"])
    answer_fit(pairing, round_now(pairing), opinion, by=house.person(row["by"]))
