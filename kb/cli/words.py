"""Refusals in words on the command line, which speaks English."""

from flask_babel import force_locale, gettext

from kb.foundation.errors import DomainError, InvalidError


def sentence_of(refused: DomainError) -> str:
    """Return what the refusal says."""
    with force_locale("en"):
        if isinstance(refused, InvalidError):
            return " ".join(gettext(key, **refused.values) for key in refused.fields.values())
        return str(gettext(refused.key, **refused.values))
