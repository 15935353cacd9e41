"""What one says when deleting."""

from collections.abc import Mapping

from kb.foundation.errors import InvalidError

LONGEST_REASON = 500


def reason_in(form: Mapping[str, str]) -> str:
    """Read why; nothing is deleted without a reason."""
    reason = form.get("reason", "").strip()
    if not reason:
        raise InvalidError({"reason": "trash.reason_needed"})
    if len(reason) > LONGEST_REASON:
        raise InvalidError({"reason": "form.too_long"})
    return reason
