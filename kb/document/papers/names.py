"""Names that a document may hold: of people and customers, to be replaced by codes."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

# A capital and what belongs to it: Aino Koskela, Energia Etelä Oy, AT&T.
_WORD = r"[A-ZÅÄÖÜ][\w&’'-]*"
_NAME = re.compile(rf"(?<![\w-]){_WORD}(?: {_WORD})*", re.UNICODE)
_BEGINS = re.compile(r"(?:^|[.!?:]['\"”)]?\s+|^[#>*\-+\d.)\s|]+)$", re.MULTILINE)
_CODE = re.compile(r"\w+-\d+")
_ACRONYM = re.compile(r"[A-ZÅÄÖ0-9&-]{1,5}")
_COMPANY = ("oy", "oyj", "ab", "ltd", "inc", "gmbh", "as", "ry", "plc", "llc")
_CALENDAR = (
    "i monday tuesday wednesday thursday friday saturday sunday january february march april "
    "may june july august september october november december english finnish"
)
_NO_NAMES = frozenset(_CALENDAR.split())
SHORTEST_STEM = 5
MOST = 60
HEADING = re.compile(r"^#+ .*$", re.MULTILINE)


@dataclass(frozen=True)
class Name:
    """One name with the forms it stands in; ``sure`` if it stands within a sentence."""

    forms: tuple[str, ...]
    count: int
    sure: bool

    @property
    def text(self) -> str:
        """Return the shortest form, which is nearest to the name itself."""
        return self.forms[0]


def names_in(text: str) -> list[Name]:
    """Return what may be a name, the commonest first; those that begin a sentence last."""
    within, begun = _counted(text)
    small = set(re.findall(r"\b[a-zåäö][\w-]*", text))
    unsure = {
        form: count
        for form, count in begun.items()
        if " " in form or (form.lower() not in small and form.lower() not in _NO_NAMES)
    }
    groups = _grouped([*within, *unsure])
    found = [_name(forms, within, begun) for forms in groups]
    return sorted(found, key=lambda one: (not one.sure, -one.count, one.text))[:MOST]


def coded(text: str, codes: Mapping[Name, str]) -> str:
    """Return the text with names replaced: an ending that follows the name is kept."""
    told = {
        form: _code(form, name, code) for name, code in codes.items() for form in name.forms
    }
    if not told:
        return text
    longest_first = sorted(told, key=len, reverse=True)
    either = "|".join(re.escape(form) for form in longest_first)
    return re.sub(rf"(?<![^\W_])(?:{either})(?![^\W_])", lambda found: told[found[0]], text)


def _code(form: str, name: Name, code: str) -> str:
    ending = form.removeprefix(name.text)
    return f"{code}:{ending}" if ending and ending != form and ending.isalpha() else code


def _counted(text: str) -> tuple[Counter[str], Counter[str]]:
    within: Counter[str] = Counter()
    begun: Counter[str] = Counter()
    for form, begins in _found(text):
        (begun if begins else within)[form] += 1
    return within, begun


def _found(text: str) -> Iterator[tuple[str, bool]]:
    for line in HEADING.sub("", text).split("\n"):
        for found in _NAME.finditer(line):
            begins = _BEGINS.search(line[: found.start()]) is not None
            yield from _told_apart(found[0].split(" "), begins=begins)


def _told_apart(words: list[str], *, begins: bool) -> Iterator[tuple[str, bool]]:
    """Tell the word that begins a sentence, which may be any, from the names after it."""
    company = len(words) > 1 and words[1].lower() in _COMPANY
    first, rest = (words[:1], words[1:]) if begins and not company else ([], words)
    while rest and rest[0].lower() in _NO_NAMES:
        rest = rest[1:]
    for part, at_start in ((first, True), (rest, False)):
        form = " ".join(part).rstrip("-’'&")
        if form and _is_name(form):
            yield form, at_start


def _is_name(form: str) -> bool:
    last = form.rpartition(" ")[2].lower()
    if last in _COMPANY:
        return " " in form
    plain = _ACRONYM.fullmatch(form) or _CODE.fullmatch(form)
    return len(form) > 1 and not plain and form.lower() not in _NO_NAMES


def _grouped(forms: Sequence[str]) -> list[list[str]]:
    """Put together what looks like forms of one name: Virtanen, Virtasen, Virtaselle."""
    groups: list[list[str]] = []
    for form in sorted(set(forms), key=lambda one: (len(one), one)):
        home = next((group for group in groups if _alike(group[0], form)), None)
        if home is None:
            groups.append([form])
        else:
            home.append(form)
    return groups


def _alike(short: str, long: str) -> bool:
    shared = next(
        (at for at, (one, other) in enumerate(zip(short, long, strict=False)) if one != other),
        len(short),
    )
    ending = long[shared:]
    if shared == len(short) and ending.strip().lower() in _COMPANY:
        return ending.startswith(" ")
    whole = shared == len(short) and " " not in ending
    return (whole and shared > 2) or (  # noqa: PLR2004 - two letters begin too many names
        shared >= max(SHORTEST_STEM, len(short) - 3) and len(long) - shared <= SHORTEST_STEM
    )


def _name(forms: Sequence[str], within: Counter[str], begun: Counter[str]) -> Name:
    count = sum(within[form] + begun[form] for form in forms)
    sure = any(within[form] or " " in form for form in forms)
    return Name(tuple(forms), count, sure)
