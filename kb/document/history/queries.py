"""Looking back at what was written."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kb.document.history.differences import Stretch, difference
from kb.document.history.forms import Comparison
from kb.document.history.origins import Paragraph, origins
from kb.document.methods.models import Documentation
from kb.document.methods.queries import documentations_of
from kb.document.revisions.models import Revision
from kb.document.revisions.queries import revision_of, revisions_of
from kb.foundation.errors import NotFoundError
from kb.people.models import Person
from kb.practices.models import Practice


@dataclass(frozen=True)
class History:
    """Every wording one may see, newest first, with how each was made and what it changed."""

    revisions: Sequence[Revision]
    documentations: Mapping[int, Documentation]
    former: Mapping[int, Revision]


@dataclass(frozen=True)
class Compared:
    """Two wordings and what differs, by the name of what was worded."""

    old: Revision
    new: Revision
    parts: Mapping[str, Sequence[Stretch]]

    @property
    def changed(self) -> dict[str, Sequence[Stretch]]:
        """Return what differs."""
        return {name: one for name, one in self.parts.items() if any(s.changed for s in one)}

    @property
    def same(self) -> list[str]:
        """Name what is the same in both, where there is something."""
        return [name for name, one in self.parts.items() if one and name not in self.changed]


def history_of(practice: Practice, *, seen_by: Person) -> History:
    """Gather the wordings of ``practice`` that one may see."""
    revisions = revisions_of(practice, seen_by=seen_by)
    return History(revisions, documentations_of(revisions), dict(_former(revisions)))


def compared(practice: Practice, asked: Comparison, *, seen_by: Person) -> Compared:
    """Compare the two wordings asked for, the older first; else the newest with its former."""
    if asked.old is None or asked.new is None:
        old, new = _newest_two(practice, asked.new, seen_by=seen_by)
    else:
        found = [revision_of(practice, n, seen_by=seen_by) for n in (asked.old, asked.new)]
        old, new = sorted(found, key=lambda one: (one.made_at, one.id))
    return Compared(old, new, dict(_differences(old, new)))


def origins_in(revision: Revision, *, seen_by: Person) -> dict[str, list[Paragraph]]:
    """Return whose each paragraph of ``revision`` is, by part."""
    visible = {one.id: one for one in revisions_of(revision.practice, seen_by=seen_by)}
    line = [revision]
    while (base := visible.get(line[-1].base_id or 0)) and base not in line:
        line.append(base)
    return origins(line[::-1])


def _newest_two(
    practice: Practice, number: int | None, *, seen_by: Person
) -> tuple[Revision, Revision]:
    found = history_of(practice, seen_by=seen_by)
    for new in found.revisions:
        if new.id in found.former and number in {None, new.id}:
            return found.former[new.id], new
    raise NotFoundError("revision.nothing_to_compare")


def _former(revisions: Sequence[Revision]) -> Iterator[tuple[int, Revision]]:
    """Tell for each wording the one before it in its language."""
    for language in {one.language for one in revisions}:
        line = [one for one in revisions if one.language == language]
        yield from ((new.id, old) for new, old in pairwise(line))


def _differences(old: Revision, new: Revision) -> Iterator[tuple[str, list[Stretch]]]:
    before, after = old.text, new.text
    yield "title", difference(before.title, after.title)
    yield "readers_words", difference(before.readers_words, after.readers_words)
    for part, text in before.parts.items():
        yield part, difference(text, after.parts[part])
