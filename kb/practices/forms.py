"""What is said of a practice besides its text: its name and where it belongs."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from kb.foundation.errors import InvalidError
from kb.people.models import Industry
from kb.practices.models import Area, JourneyStage

LONGEST_TITLE = 160
LONGEST_SUMMARY = 600
LONGEST_TAG, MOST_TAGS = 40, 12


@dataclass(frozen=True)
class Naming:
    """A practice's name and place."""

    title: str
    summary: str
    language: str
    industries: tuple[Industry, ...] = ()
    areas: tuple[Area, ...] = ()
    journey_stage: JourneyStage | None = None
    tags: tuple[str, ...] = field(default=())

    @classmethod
    def of(  # noqa: PLR0913 - one argument for each field of the form
        cls,
        title: str,
        summary: str,
        language: str,
        *,
        industries: Sequence[str] = (),
        areas: Sequence[str] = (),
        journey_stage: str = "",
        tags: str = "",
    ) -> "Naming":
        """Read raw fields; a missing title or an unknown choice is refused."""
        title = " ".join(title.split())
        wrong = _wrong_fields(title, summary, language, industries, areas, journey_stage)
        split = _split(tags)
        if split != _fitting(split):
            wrong["tags"] = "practice.tags_too_long"
        if wrong:
            raise InvalidError(wrong, longest=LONGEST_TITLE)
        return cls(
            title,
            summary.strip(),
            language,
            tuple(Industry(one) for one in industries),
            tuple(Area(one) for one in areas),
            JourneyStage(journey_stage) if journey_stage else None,
            tuple(split),
        )


def fitting_tags(tags: str) -> str:
    """Return as much of tags as can be kept: who wrote pages elsewhere knew of no limit."""
    return ",".join(_fitting(_split(tags)))


def _split(tags: str) -> list[str]:
    words = (" ".join(one.split()) for one in tags.split(","))
    return list(dict.fromkeys(filter(None, words)))


def _fitting(tags: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(tag[:LONGEST_TAG] for tag in tags[:MOST_TAGS]))


def _wrong_fields(  # noqa: PLR0913, PLR0917 - the same fields, judged together
    title: str,
    summary: str,
    language: str,
    industries: Sequence[str],
    areas: Sequence[str],
    journey_stage: str,
) -> dict[str, str]:
    checks = {
        "title": ("practice.title_needed", bool(title)),
        "summary": ("practice.summary_too_long", len(summary) <= LONGEST_SUMMARY),
        "language": ("practice.language_unknown", language in {"fi", "en"}),
        "industries": ("practice.choice_unknown", set(industries) <= set(Industry)),
        "areas": ("practice.choice_unknown", set(areas) <= set(Area)),
        "journey_stage": (
            "practice.choice_unknown",
            not journey_stage or journey_stage in set(JourneyStage),
        ),
    }
    wrong = {name: key for name, (key, right) in checks.items() if not right}
    if len(title) > LONGEST_TITLE:
        wrong["title"] = "practice.title_too_long"
    return wrong
