"""What a learner tells of a trial."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

from kb.foundation import clock
from kb.foundation.days import typed_day
from kb.foundation.errors import InvalidError
from kb.internalise.trials.models import Verdict

LONGEST = 4_000
WORDS = ("happened", "situation", "did", "intended", "why", "next_time")


@dataclass(frozen=True)
class Debrief:
    """A trial told: what happened and when it was are demanded, the rest helps the next one."""

    tried_on: date
    happened: str
    verdict: Verdict
    language: str
    situation: str = ""
    did: str = ""
    intended: str = ""
    why: str = ""
    next_time: str = ""

    @classmethod
    def parse(cls, form: Mapping[str, str], *, language: str) -> Self:
        """Read the form; a day ahead, nothing told or a failure without reason is refused."""
        day = typed_day(form.get("tried_on", ""))
        said = {name: form.get(name, "").replace("\r\n", "\n").strip() for name in WORDS}
        said["situation"] = " ".join(said["situation"].split())
        verdict = form.get("verdict", "")
        _check(day, said, verdict)
        return cls(
            tried_on=day or clock.today(), verdict=Verdict(verdict), language=language, **said
        )


def _check(day: date | None, said: Mapping[str, str], verdict: str) -> None:
    checks = {
        "tried_on": _wrong_day(day),
        "happened": None if said["happened"] else "trial.happened_needed",
        "verdict": None if verdict in set(Verdict) else "trial.verdict_needed",
        "why": "trial.why_needed" if verdict == Verdict.FAILED and not said["why"] else None,
    }
    too_long = {name: "trial.too_long" for name, text in said.items() if len(text) > LONGEST}
    wrong = {name: key for name, key in checks.items() if key} | too_long
    if wrong:
        raise InvalidError(wrong, longest=LONGEST)


def _wrong_day(day: date | None) -> str | None:
    if day is None:
        return "trial.day_needed"
    return "trial.future" if day > clock.today() else None
