"""What the worker does with a need: gather it with others that ask the same, and offer it."""

from kb.foundation import outbox
from kb.foundation.db import reading, session, unit_of_work
from kb.identify.needs.events import NeedDeclined, NeedLeft
from kb.identify.needs.gathering import join_need
from kb.identify.needs.models import Need, NeedState
from kb.identify.needs.offers import lacking, not_to_ask, offer_need
from kb.identify.needs.queries import every_wording
from kb.people.models import Person
from kb.practices.models import Practice
from kb.search import meaning
from kb.search.needs.closeness import is_same
from kb.search.needs.proposing import Likely, likely_carriers
from kb.search.needs.wordings import keep_read, nearest_to, ordinary, read_anew

SETTLE = "needs.settle"


def ask_worker(event: NeedLeft | NeedDeclined) -> None:
    """Let the worker look for those who may know."""
    outbox.post(SETTLE, need_id=event.need_id)


def settle_needs(payloads: list[outbox.Payload]) -> None:
    """Gather each need with those that ask the same, and offer it; the model works outside."""
    _read()
    for payload in payloads:
        settle_need(int(str(payload["need_id"])))


def settle_need(number: int) -> None:
    """Gather one need, then ask as many of those who may know as are lacking."""
    with unit_of_work():
        _gather(number)
    with reading():
        need = session.get(Need, number)
        likely = likely_carriers(need.whole) if need and lacking(need.whole) else []
    with unit_of_work():
        need = session.get(Need, number)
        if need:
            _offer(need.whole, likely)


def _read() -> None:
    encoder = meaning.encoder()
    if encoder is None:
        return
    read = read_anew(encoder)
    if read:
        with unit_of_work():
            keep_read(read, encoder.name)


def _gather(number: int) -> None:
    """Let a need that nobody has placed, offered or answered stand under the closest."""
    need = session.get(Need, number)
    if need is None or need.placed_by_hand or need.state is not NeedState.OPEN:
        return
    if need.part_of_id or len(every_wording(need)) > 1:
        return
    closest = next(iter(nearest_to(need)), None)
    if closest and is_same(closest, ordinary()):
        join_need(need, session.get_one(Need, closest.whole))


def _offer(whole: Need, likely: list[Likely]) -> None:
    unfit = not_to_ask(whole)
    for one in likely[: lacking(whole)]:
        person = session.get(Person, one.person_id)
        if person and person.is_here and person.id not in unfit:
            practice = session.get(Practice, one.practice_id)
            offer_need(whole, person, practice=practice, industry=one.industry)
