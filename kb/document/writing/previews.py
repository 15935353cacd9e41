"""How what is being written will look: the same renderer, the same limits, part by part."""

from collections.abc import Mapping
from dataclasses import dataclass

from kb.document.revisions.forms import part_rendered, words_of
from kb.document.revisions.models import PARTS
from kb.foundation.errors import DomainError


@dataclass(frozen=True)
class PreviewedPart:
    """A part as its readers will see it, or why they will not."""

    html: str
    refused: DomainError | None = None


@dataclass(frozen=True)
class Preview:
    """A whole text as its readers will see it."""

    title: str
    parts: Mapping[str, PreviewedPart]

    @property
    def is_empty(self) -> bool:
        """Say whether there is nothing to be seen yet."""
        return not any(part.html or part.refused for part in self.parts.values())


def preview_of(form: Mapping[str, str], *, slug: str | None) -> Preview:
    """Render what stands in the writing form, whatever may be missing of it."""
    parts = {part: _previewed(words_of(form, part), slug) for part in PARTS}
    return Preview(words_of(form, "title"), parts)


def _previewed(source: str, slug: str | None) -> PreviewedPart:
    try:
        return PreviewedPart(part_rendered(source, slug=slug))
    except DomainError as refused:
        return PreviewedPart("", refused)
