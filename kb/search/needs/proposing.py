"""Whom a need is offered to: those who carry what comes nearest, same industry first."""

from collections.abc import Sequence
from dataclasses import dataclass

from kb.identify.needs.models import Need
from kb.identify.needs.offers import not_to_ask
from kb.identify.needs.queries import every_wording
from kb.people.models import Industry
from kb.search.forms import LONGEST_QUESTION, Question
from kb.search.models import Found
from kb.search.queries import find
from kb.search.results.people import FAR, people_carrying

CLOSEST = 3  # practices whose carriers are asked where nothing fits
ENOUGH = 100  # texts, in which as many practices stand as are looked at


@dataclass(frozen=True)
class Likely:
    """Somebody who may know, and why: a practice they carry, an industry they share."""

    person_id: int
    practice_id: int
    industry: Industry | None


def likely_carriers(whole: Need) -> list[Likely]:
    """Return at most three who may know and were not asked yet, as the search proposes them."""
    wordings = every_wording(whole)
    given = [one.industry for one in wordings if one.industry]
    industries = list(dict.fromkeys(given or whole.asker.industries))
    practices = _nearest_practices(whole)
    people = people_carrying(practices, besides=not_to_ask(whole), industries=industries)
    return [
        Likely(one.person.id, one.reasons[0].practice.id, next(iter(one.shared), None))
        for one in people
    ]


def _nearest_practices(whole: Need) -> Sequence[int]:
    """Return what the need is about, then what comes nearest to its words, for its asker."""
    asked = Question(" ".join(whole.question.split())[:LONGEST_QUESTION])
    findings = find(asked, seen_by=whole.asker, at_most=ENOUGH)
    hits = [hit for hit in findings.hits if hit.entry.kind is Found.PRACTICE]
    fitting = [hit for hit in hits if hit.fits] or hits[:CLOSEST]
    about = [whole.practice_id] if whole.practice_id else []
    return list(dict.fromkeys([*about, *(hit.entry.thing_id for hit in fitting)]))[:FAR]
