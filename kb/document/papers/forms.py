"""What is said of a document before it becomes a draft: whose it is, and codes for names."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Self

from kb.document.papers.desks import Paper
from kb.document.papers.names import Name, coded, names_in
from kb.document.revisions.models import PARTS
from kb.document.writing.forms import NewPractice

LONGEST_CODE = 40


@dataclass(frozen=True)
class Acceptance:
    """The draft it becomes, and whether the document itself stays with it."""

    new: NewPractice
    codes: Mapping[Name, str]
    keeps_original: bool

    def named(self, paper: Paper) -> Paper:
        """Return the document under a name that tells no more than its text."""
        return replace(paper, name=coded(paper.name, self.codes))

    @classmethod
    def parse(cls, form: Mapping[str, str], paper: Paper) -> Self:
        """Read the form and put the codes in the names' places, in every part of the text."""
        codes = {
            name: code
            for number, name in enumerate(names_in(paper.text))
            if (code := form.get(f"code-{number}", "").strip()[:LONGEST_CODE])
        }
        parts = {part: coded(paper.parts.get(part, ""), codes) for part in PARTS}
        title = coded(form.get("title", ""), codes)
        new = NewPractice.parse({**form, **parts, "title": title}, (), ())
        return cls(new, codes, bool(form.get("original")))
