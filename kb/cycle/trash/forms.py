"""What one says when deleting."""

from collections.abc import Mapping

from kb.foundation.needed import needed_words

LONGEST_REASON = 500


def reason_in(form: Mapping[str, str]) -> str:
    """Read why; nothing is deleted without a reason."""
    words = form.get("reason", "").strip()
    return needed_words(words, "reason", missing="trash.reason_needed", longest=LONGEST_REASON)
