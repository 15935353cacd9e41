"""What somebody says of a practice they noticed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from kb.foundation.errors import InvalidError
from kb.identify.identifications.models import Trigger
from kb.practices.forms import Naming

ME, NOBODY = "me", ""
LONGEST = 400


@dataclass(frozen=True)
class Noticing:
    """What made somebody notice, whose knowledge they say it is, and as whom they speak.

    ``carrier`` is ``me``, somebody's number, or empty while nobody is known.
    """

    trigger: Trigger = Trigger.OWN_NOTICE
    words: str = ""
    carrier: str = NOBODY
    for_organisation: bool = False

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> Self:
        """Read the form; what made one notice is one of the list."""
        trigger, words = form.get("trigger", ""), form.get("words", "").strip()
        wrong = {} if trigger in set(Trigger) else {"trigger": "identification.trigger_needed"}
        if len(words) > LONGEST:
            wrong["words"] = "form.too_long"
        if wrong:
            raise InvalidError(wrong)
        as_organisation = "for_organisation" in form
        return cls(Trigger(trigger), words, form.get("carrier", ME), as_organisation)


def naming_of(form: Mapping[str, str], *, language: str) -> Naming:
    """Read what the practice is called, and where it belongs as far as that is known."""
    area, industry = form.get("area", ""), form.get("industry", "")
    return Naming.of(
        form.get("title", ""),
        form.get("summary", ""),
        language,
        industries=[industry] if industry else [],
        areas=[area] if area else [],
    )
