"""What the page of one need shows, to the one who asked, to who may know, to coordinators."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kb.identify.needs.models import UNANSWERED, Need, NeedAnswer, NeedOffer, NeedState
from kb.identify.needs.queries import answers_of, offer_to, offers_of, wordings_of
from kb.people.models import Person
from kb.people.queries import colleagues
from kb.practices.models import Practice
from kb.practices.queries import TitledPractice, practices_by_ids, titles_begun

MOST_TITLES = 10


@dataclass(frozen=True)
class NeedPage:
    """One need as one person sees it; ``titles`` are practices to answer with, once sought.

    ``practices`` are those of offers and answers that the reader may see, by number.
    """

    need: Need
    wordings: Sequence[Need]
    answers: Sequence[NeedAnswer]
    offers: Sequence[NeedOffer]
    mine: NeedOffer | None
    practices: Mapping[int | None, Practice]
    titles: Sequence[TitledPractice]
    askable: Sequence[Person]

    @property
    def whole(self) -> Need:
        """Return the need under which this wording stands."""
        return self.need.whole

    @property
    def given(self) -> Sequence[NeedAnswer]:
        """Return the answers that can be read."""
        return [one for one in self.answers if one.given_at]

    @property
    def writers(self) -> Sequence[Person]:
        """Return who is writing an answer."""
        return list({one.by_id: one.by for one in self.answers if not one.given_at}.values())

    @property
    def waits(self) -> bool:
        """Say whether it waits for an answer."""
        return self.whole.state in UNANSWERED

    @property
    def is_answered(self) -> bool:
        """Say whether it has been answered."""
        return self.whole.state is NeedState.ANSWERED


def need_page(need: Need, *, seen_by: Person, find: str = "") -> NeedPage:
    """Gather the page of a need that ``seen_by`` may see."""
    whole = need.whole
    mine, answers = offer_to(seen_by, whole), answers_of(whole)
    offers = offers_of(whole) if seen_by.is_coordinator else [mine] if mine else []
    named = _named(need, offers, answers)
    practices = practices_by_ids(named, seen_by=seen_by)
    titles = titles_begun(find, seen_by=seen_by, at_most=MOST_TITLES) if find else []
    return NeedPage(
        need=need,
        wordings=wordings_of(whole, seen_by=seen_by),
        answers=answers,
        offers=offers,
        mine=mine,
        practices={one.id: one for one in practices},
        titles=titles,
        askable=_askable(need, offers) if seen_by.is_coordinator else [],
    )


def _named(need: Need, offers: Sequence[NeedOffer], answers: Sequence[NeedAnswer]) -> list[int]:
    numbers = {need.practice_id, *(one.practice_id for one in offers)}
    numbers |= {one.practice_id for one in answers}
    return [number for number in numbers if number is not None]


def _askable(need: Need, offers: Sequence[NeedOffer]) -> list[Person]:
    asked = {one.person_id for one in offers} | {need.asker_id}
    return [one for one in colleagues() if one.id not in asked]
