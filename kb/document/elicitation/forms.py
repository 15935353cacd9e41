"""What is said when a talk is planned, written down, and read by whose knowledge it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from kb.context.questions.models import QuestionSet
from kb.document.elicitation.guides import GUIDES, ConsentHeading, ElicitationMethod
from kb.document.methods.models import OTHERS_AT_MOST
from kb.document.papers.forms import LONGEST_CODE
from kb.document.papers.names import Name, names_in
from kb.document.revisions.forms import number_of, words_of
from kb.foundation import clock
from kb.foundation.errors import InvalidError
from kb.foundation.numbers import whole_numbers
from kb.practices.forms import LONGEST_TITLE

LONGEST_CONSENT = 1_000
LONGEST_OBJECTION = 4_000
LONGEST_KEPT = timedelta(days=730)


@dataclass(frozen=True)
class Plan:
    """Who is asked about what, in which way, and what they are told of it first."""

    method: ElicitationMethod
    of: QuestionSet
    topic: str
    language: str
    carriers: tuple[int, ...]
    consent: Mapping[str, str]
    delete_on: date
    planned_for: date | None = None
    practice: str = ""
    need: int | None = None

    @classmethod
    def parse(cls, form: Mapping[str, str], carriers: Sequence[str]) -> Self:
        """Read the form; the topic, a carrier and every heading of the consent are needed."""
        method, numbers = form.get("method", ""), whole_numbers(carriers)
        topic = " ".join(words_of(form, "topic").split())
        consent = {one.value: words_of(form, f"consent-{one.value}") for one in ConsentHeading}
        delete_on = _day(form, "delete_on") or date.min
        wrong = _wrong_people(method, numbers) | _wrong_words(form, topic, consent)
        if not clock.today() < delete_on <= clock.today() + LONGEST_KEPT:
            wrong["delete_on"] = "elicitation.delete_on_wrong"
        if wrong:
            raise InvalidError(wrong, longest=LONGEST_TITLE)
        return cls(
            ElicitationMethod(method),
            _set_for(ElicitationMethod(method), form.get("of", "")),
            topic,
            form["language"],
            numbers,
            consent,
            delete_on,
            _day(form, "planned_for"),
            form.get("practice", ""),
            number_of(form.get("need", "")),
        )


@dataclass(frozen=True)
class Saying:
    """One answer as it was written on a page that knew one version of it."""

    text: str
    version: int

    @classmethod
    def parse(cls, form: Mapping[str, str], key: str, *, longest: int) -> Self:
        """Read the answer to one question; the page may hold many."""
        text = words_of(form, f"text-{key}")
        if len(text) > longest:
            raise InvalidError({f"text-{key}": "elicitation.answer_too_long"}, longest=longest)
        return cls(text, number_of(form.get("version", "")) or 0)


@dataclass(frozen=True)
class Drafting:
    """What the draft is called, and the codes that stand for names in it."""

    title: str
    codes: Mapping[Name, str]

    @classmethod
    def parse(cls, form: Mapping[str, str], said: str) -> Self:
        """Read the form, with codes for the names that ``said`` may hold."""
        title = " ".join(words_of(form, "title").split())
        if not title or len(title) > LONGEST_TITLE:
            key = "practice.title_too_long" if title else "practice.title_needed"
            raise InvalidError({"title": key}, longest=LONGEST_TITLE)
        codes = {
            name: code
            for number, name in enumerate(names_in(said))
            if (code := words_of(form, f"code-{number}")[:LONGEST_CODE])
        }
        return cls(title, codes)


@dataclass(frozen=True)
class Objection:
    """Why a draft is not so, and how the carrier would say it."""

    why: str
    own_words: str = ""

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> Self:
        """Read the form; a reason is needed."""
        why, own_words = words_of(form, "why"), words_of(form, "own_words")
        wrong = {} if why else {"why": "elicitation.why_needed"}
        said = {"why": why, "own_words": own_words}
        wrong |= {
            name: "form.too_long"
            for name, text in said.items()
            if len(text) > LONGEST_OBJECTION
        }
        if wrong:
            raise InvalidError(wrong)
        return cls(why, own_words)


def _wrong_people(method: str, numbers: tuple[int, ...]) -> dict[str, str]:
    if method not in set(ElicitationMethod):
        return {"method": "practice.choice_unknown"}
    if not numbers:
        return {"carriers": "elicitation.carrier_needed"}
    recorded = GUIDES[ElicitationMethod(method)].recorded
    too_many = len(numbers) > OTHERS_AT_MOST.get(recorded, len(numbers))
    return {"carriers": "method.pair_is_two"} if too_many else {}


def _wrong_words(
    form: Mapping[str, str], topic: str, consent: Mapping[str, str]
) -> dict[str, str]:
    wrong = {} if topic else {"topic": "elicitation.topic_needed"}
    if len(topic) > LONGEST_TITLE:
        wrong["topic"] = "practice.title_too_long"
    if form.get("language", "") not in {"fi", "en"}:
        wrong["language"] = "practice.language_unknown"
    for heading, words in consent.items():
        if not words:
            wrong[f"consent-{heading}"] = "elicitation.consent_words_needed"
        if len(words) > LONGEST_CONSENT:
            wrong[f"consent-{heading}"] = "form.too_long"
    return wrong


def _set_for(method: ElicitationMethod, said: str) -> QuestionSet:
    sets = GUIDES[method].sets
    return QuestionSet(said) if said in set(sets) else sets[0]


def _day(form: Mapping[str, str], name: str) -> date | None:
    try:
        return date.fromisoformat(form.get(name, ""))
    except ValueError:
        return None
