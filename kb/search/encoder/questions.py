"""Questions to measure by: what any question is like, and questions that lead elsewhere.

A question stands near every text in its own language merely by being a question; what the
ordinary ones share is taken away. And what nobody here has written of is nearer to matters of
some other office or of life at home than to anything we have: that is how search knows that
nothing fits. Each stands in Finnish and in English.
"""

from collections.abc import Mapping
from pathlib import Path

HERE = Path(__file__).parent
LANGUAGES = ("fi", "en")
BETWEEN = " | "

Told = Mapping[str, tuple[str, ...]]


def _told(name: str) -> Told:
    pairs = (HERE / name).read_text(encoding="utf-8").splitlines()
    told = zip(*(pair.split(BETWEEN) for pair in pairs), strict=True)
    return dict(zip(LANGUAGES, told, strict=True))


ORDINARY = _told("ordinary.txt")
ELSEWHERE = _told("elsewhere.txt")
