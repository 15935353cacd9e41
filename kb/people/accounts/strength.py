"""Whether a password is worth choosing.

NIST SP 800-63B-4: long rather than mixed, and none that is common or made of what is known of
its owner. How many guesses it takes is estimated by zxcvbn, which knows the common lists.
"""

import re
from typing import Final

from kb.foundation.words import N_
from kb.people.passwords import LONGEST, SHORTEST

GUESSES: Final = 10**8  # zxcvbn's "safely unguessable": an attacker who asks this house online
APART: Final = (re.compile(r"[@\s]"), re.compile(r"\W"))
LOOKED_AT: Final = 72  # the estimate takes long for more, and more makes nothing weaker
OFTEN: Final = ("salasana", "kisälli", "kisalli", "hiljainen", "tieto", "kesä", "suomi")


def weakness_of(password: str, known: list[str]) -> str | None:
    """Return why a password is refused, or nothing; ``known`` is known of its owner."""
    if not SHORTEST <= len(password) <= LONGEST:
        return N_("person.password_length")
    from zxcvbn import zxcvbn  # noqa: PLC0415 - its lists are 15 MB, for a page seldom seen

    words = [word for one in known for word in _words(one)]
    found = zxcvbn(password[:LOOKED_AT], user_inputs=[*OFTEN, *words])
    return N_("person.password_guessed") if found["guesses"] < GUESSES else None


def _words(known: str) -> list[str]:
    """Return a name or address word by word, and together, either way round."""
    words = [word for apart in APART for word in apart.split(known)]
    parts = re.findall(r"\w+", known)
    return [*words, "".join(parts), "".join(reversed(parts))]
