"""Text that becomes words in the web layer: message keys and kinds that carry one."""

import re
from enum import StrEnum


def N_(message: str) -> str:  # noqa: N802 - the name gettext tools look for
    """Mark ``message`` for translation and return it as it is."""
    return message


class Kind(StrEnum):
    """One of a few named values, each with words in every language's catalogue."""

    @property
    def key(self) -> str:
        """Return the message key: kind, dot, value (``goal_kind.do_alone``)."""
        name = re.sub(r"(?<!^)(?=[A-Z])", "_", type(self).__name__).lower()
        return f"{name}.{self.value}"
