"""The questions as they came with the house."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from kb.context.questions.models import Heading, Phase, QuestionSet, SetQuestion

DATA = Path(__file__).parent / "data"


def shipped(which: QuestionSet) -> list[SetQuestion]:
    """Return the questions of a set as they came, new and kept nowhere."""
    return [_made(which, place, one) for place, one in enumerate(_told(which))]


def _made(which: QuestionSet, place: int, told: Mapping[str, str]) -> SetQuestion:
    return SetQuestion(
        of=which,
        key=f"{which.value}-{place + 1}",
        place=place,
        phase=Phase(told.get("phase", Phase.TALK)),
        heading=Heading(told["heading"]),
        fi=told["fi"],
        en=told["en"],
        probe_fi=told.get("probe_fi", ""),
        probe_en=told.get("probe_en", ""),
    )


@cache
def _told(which: QuestionSet) -> list[dict[str, str]]:
    told: list[dict[str, str]] = yaml.safe_load(
        (DATA / f"{which.value}.yaml").read_text("utf-8")
    )
    return told
