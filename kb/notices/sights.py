"""What a reader may see of the things they were told of, asked anew each time."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kb.document.flaws.queries import flaws_by_ids
from kb.identify.needs.queries import needs_by_ids
from kb.internalise.attestations.queries import attestations_by_ids
from kb.internalise.improvements.queries import improvements_by_ids
from kb.internalise.plans.queries import plans_by_ids, teach_backs_by_ids
from kb.notices.models import About, Topic
from kb.people.models import Person
from kb.practices.models import Practice
from kb.practices.queries import practices_by_ids
from kb.share.events.queries import events_by_ids
from kb.share.mentoring.queries import sessions_by_ids
from kb.share.pairings.queries import pairings_by_ids
from kb.share.turns.queries import turns_by_ids
from kb.socialise.talk.queries import comments_by_ids


@dataclass(frozen=True)
class Sight:
    """A thing as its reader sees it: what it is called, and the page where it stands."""

    title: str
    language: str
    endpoint: str
    values: Mapping[str, str | int]


Sights = Mapping[Topic, Sight]


def sights_of(topics: Iterable[Topic], *, seen_by: Person) -> Sights:
    """Return those of the things that ``seen_by`` may see; of the others nothing at all."""
    asked: dict[About, list[int]] = {}
    for topic in topics:
        asked.setdefault(topic.about, []).append(topic.number)
    return {
        Topic(about, number): sight
        for about, numbers in asked.items()
        for number, sight in SIGHTS[about](numbers, seen_by).items()
    }


def _needs(numbers: Sequence[int], seen_by: Person) -> dict[int, Sight]:
    return {
        one.id: Sight(one.question, one.language, "needs.need", {"number": one.id})
        for one in needs_by_ids(numbers, seen_by=seen_by)
    }


def _practices(numbers: Sequence[int], seen_by: Person) -> dict[int, Sight]:
    return {
        one.id: Sight(one.title, one.language, "cycle.practice", {"slug": one.slug})
        for one in practices_by_ids(numbers, seen_by=seen_by)
    }


def _flaws(numbers: Sequence[int], seen_by: Person) -> dict[int, Sight]:
    return {
        one.id: Sight(one.text, one.language, "flaws.flaw", {"number": one.id})
        for one in flaws_by_ids(numbers, seen_by=seen_by)
    }


def _comments(numbers: Sequence[int], seen_by: Person) -> dict[int, Sight]:
    return {
        one.id: Sight(
            one.text,
            one.language,
            "commenting.comments",
            {"slug": one.practice.slug, "_anchor": f"comment-{one.id}"},
        )
        for one in comments_by_ids(numbers, seen_by=seen_by)
    }


def _events(numbers: Sequence[int], seen_by: Person) -> dict[int, Sight]:
    return {
        one.id: Sight(one.name, one.language, "events.event", {"number": one.id})
        for one in events_by_ids(numbers, seen_by=seen_by)
    }


def _turns(numbers: Sequence[int], seen_by: Person) -> dict[int, Sight]:
    return {
        one.id: Sight(one.goal, one.language, "turns.turn", {"number": one.id})
        for one in turns_by_ids(numbers, seen_by=seen_by)
    }


def _meetings(numbers: Sequence[int], seen_by: Person) -> dict[int, Sight]:
    return {
        one.id: Sight(
            one.pairing.goal, one.pairing.language, "meetings.meeting", {"number": one.id}
        )
        for one in sessions_by_ids(numbers, seen_by=seen_by)
    }


def _pairings(numbers: Sequence[int], seen_by: Person) -> dict[int, Sight]:
    return {
        one.id: Sight(one.goal, one.language, "mentoring.pairing", {"number": one.id})
        for one in pairings_by_ids(numbers, seen_by=seen_by)
    }


def _plans(numbers: Sequence[int], seen_by: Person) -> dict[int, Sight]:
    return {
        one.id: _of(one.practice, "plans.keep", one.id)
        for one in plans_by_ids(numbers, seen_by=seen_by)
    }


def _teach_backs(numbers: Sequence[int], seen_by: Person) -> dict[int, Sight]:
    return {
        one.id: _of(one.plan.practice, "plans.teach_back", one.id)
        for one in teach_backs_by_ids(numbers, seen_by=seen_by)
    }


def _improvements(numbers: Sequence[int], seen_by: Person) -> dict[int, Sight]:
    return {
        one.id: Sight(one.text, one.language, "improvements.improvement", {"number": one.id})
        for one in improvements_by_ids(numbers, seen_by=seen_by)
    }


def _of(practice: Practice, endpoint: str, number: int) -> Sight:
    return Sight(practice.title, practice.language, endpoint, {"number": number})


def _attestations(numbers: Sequence[int], seen_by: Person) -> dict[int, Sight]:
    return {
        one.id: Sight(
            one.practice.title,
            one.practice.language,
            "attestations.attestation",
            {"number": one.id},
        )
        for one in attestations_by_ids(numbers, seen_by=seen_by)
    }


def _accounts(numbers: Sequence[int], seen_by: Person) -> dict[int, Sight]:
    if seen_by.id not in numbers:
        return {}
    return {seen_by.id: Sight(seen_by.email, "", "factor.overview", {})}


# Whoever adds a kind of thing says here who may see it: through that thing's own condition.
SIGHTS: Mapping[About, Callable[[Sequence[int], Person], dict[int, Sight]]] = {
    About.NEED: _needs,
    About.PRACTICE: _practices,
    About.FLAW: _flaws,
    About.COMMENT: _comments,
    About.EVENT: _events,
    About.TURN: _turns,
    About.MEETING: _meetings,
    About.PAIRING: _pairings,
    About.PLAN: _plans,
    About.TEACH_BACK: _teach_backs,
    About.IMPROVEMENT: _improvements,
    About.ATTESTATION: _attestations,
    About.ACCOUNT: _accounts,
}
