"""Text that becomes words in the web layer: message keys and kinds that carry one."""

import re
from enum import StrEnum
from functools import cache


def N_(message: str) -> str:  # noqa: N802 - the name gettext tools look for
    """Mark ``message`` for translation and return it as it is."""
    return message


class Kind(StrEnum):
    """One of a few named values, each with words in every language's catalogue."""

    @property
    def key(self) -> str:
        """Return the message key: kind, dot, value (``goal_kind.do_alone``)."""
        return f"{_called(type(self))}.{self.value}"


@cache
def _called(kind: type[Kind]) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower()
