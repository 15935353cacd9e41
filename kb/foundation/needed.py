"""Words that a form cannot do without."""

from kb.foundation.errors import InvalidError


def needed_words(words: str, field: str, *, missing: str, longest: int) -> str:
    """Return the words of ``field``; none, or too many, are refused rather than cut."""
    if not words:
        raise InvalidError({field: missing})
    if len(words) > longest:
        raise InvalidError({field: "form.too_long"})
    return words
