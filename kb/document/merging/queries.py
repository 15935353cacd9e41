"""Finding what must be brought together: one's draft with what overtook it."""

from dataclasses import dataclass

from kb.document.merging.forms import MergedPart, parts_of
from kb.document.revisions.asides import Aside
from kb.document.revisions.drafts import asides_of
from kb.document.revisions.models import Draft, Revision, Text
from kb.document.revisions.queries import current_revision, draft_of, revision_in
from kb.people.models import Person
from kb.practices.models import Practice

NOTHING = Text("", "")


@dataclass(frozen=True)
class Merge:
    """Two texts and what they were made of; ``aside`` if both are the writer's own."""

    practice: Practice
    language: str
    draft: Draft
    theirs: Revision | Draft
    base: Revision | None
    base_id: int | None
    aside: Aside | None
    parts: tuple[MergedPart, ...]

    @property
    def mine(self) -> Draft | Aside:
        """Return the text that was overtaken."""
        return self.aside or self.draft

    @property
    def published(self) -> Revision | None:
        """Return what readers see, if that is the other text."""
        return self.theirs if isinstance(self.theirs, Revision) else None

    def part(self, name: str) -> MergedPart:
        """Return one field."""
        return next(part for part in self.parts if part.name == name)


def merge_of(practice: Practice, language: str, *, by: Person) -> Merge | None:
    """Return what ``by`` has to bring together: two texts of their own before the readers'."""
    draft = draft_of(practice, language, by=by)
    if draft is None:
        return None
    asides = asides_of(draft)
    if asides:
        return _with_own(draft, asides[0])
    current = current_revision(practice, language)
    if current is None or current.id == draft.base_id:
        return None
    base = revision_in(practice, language, draft.base_id)
    return _merge(draft, draft.text, current, base, current.id, None)


def _with_own(draft: Draft, aside: Aside) -> Merge:
    """Merge two texts of one writer; the older base is kept, so that nothing is skipped."""
    older = min(draft.base_id or 0, aside.base_id or 0) or None
    base = revision_in(draft.practice, draft.language, older)
    return _merge(draft, aside.text, draft, base, older, aside)


def _merge(  # noqa: PLR0913, PLR0917 - the three texts and where they stand
    draft: Draft,
    mine: Text,
    theirs: Revision | Draft,
    base: Revision | None,
    base_id: int | None,
    aside: Aside | None,
) -> Merge:
    parts = parts_of(base.text if base else NOTHING, mine, theirs.text)
    return Merge(draft.practice, draft.language, draft, theirs, base, base_id, aside, parts)
