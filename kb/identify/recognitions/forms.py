"""What one says when recognising somebody's practice."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from kb.foundation.errors import InvalidError
from kb.foundation.numbers import whole_number
from kb.identify.recognitions.models import RecognitionView

LONGEST_REASON = 600


@dataclass(frozen=True)
class Acknowledgement:
    """Whose knowledge is recognised, from which viewpoint, and the reason in words."""

    carrier_id: int
    viewpoint: RecognitionView
    reason: str

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> Self:
        """Read the form; without a reason in words there is no recognition."""
        carrier, viewpoint = form.get("carrier", ""), form.get("viewpoint", "")
        reason = form.get("reason", "").strip()
        if wrong := _wrong_fields(carrier, viewpoint, reason):
            raise InvalidError(wrong)
        return cls(int(carrier), RecognitionView(viewpoint), reason)


def _wrong_fields(carrier: str, viewpoint: str, reason: str) -> dict[str, str]:
    wrong = {} if reason else {"reason": "recognition.reason_needed"}
    if len(reason) > LONGEST_REASON:
        wrong["reason"] = "form.too_long"
    if whole_number(carrier) is None:
        wrong["carrier"] = "recognition.carrier_needed"
    if viewpoint not in set(RecognitionView):
        wrong["viewpoint"] = "practice.choice_unknown"
    return wrong
