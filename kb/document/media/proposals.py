"""Which medium fits, by what a colleague would ask: one table of answers and reasons."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from kb.foundation.catalogues import catalogue
from kb.foundation.words import N_, Kind


class Medium(Kind):
    """Pictorial or text (Kiviranta 2010: kuvallinen dokumentaatio, teksti)."""

    MAP = "map"
    VIDEO = "video"
    DIAGRAM = "diagram"
    PHOTO = "photo"
    SHORT_TEXT = "short_text"
    LONG_TEXT = "long_text"


class Formality(Kind):
    """Formal follows a given form; free does not."""

    FORMAL = "formal"
    FREE = "free"


class Matter(Kind):
    """What a piece of knowledge is made of."""

    STEPS = "steps"
    RELATIONS = "relations"
    JUDGEMENT = "judgement"
    TONE = "tone"


YES, NO = "yes", "no"
ANY = None  # whatever was answered, or nothing yet

# Must it be seen or heard, what is it about, is the reader in a hurry; the first row that fits.
PROPOSALS: tuple[tuple[bool, Matter | None, bool | None, Medium, str], ...] = (
    (True, Matter.RELATIONS, ANY, Medium.PHOTO, N_("proposal.photo")),
    (True, Matter.TONE, True, Medium.VIDEO, N_("proposal.video_tone_hurry")),
    (True, Matter.TONE, ANY, Medium.VIDEO, N_("proposal.video_tone")),
    (True, Matter.STEPS, ANY, Medium.VIDEO, N_("proposal.video_steps")),
    (True, Matter.JUDGEMENT, ANY, Medium.VIDEO, N_("proposal.video_judgement")),
    (True, ANY, ANY, Medium.VIDEO, N_("proposal.video")),
    (False, Matter.RELATIONS, ANY, Medium.MAP, N_("proposal.map")),
    (False, Matter.STEPS, True, Medium.SHORT_TEXT, N_("proposal.short_steps")),
    (False, Matter.STEPS, False, Medium.DIAGRAM, N_("proposal.diagram")),
    (False, Matter.JUDGEMENT, True, Medium.SHORT_TEXT, N_("proposal.short_judgement")),
    (False, Matter.JUDGEMENT, False, Medium.LONG_TEXT, N_("proposal.long_judgement")),
    (False, Matter.TONE, True, Medium.SHORT_TEXT, N_("proposal.short_tone")),
    (False, Matter.TONE, False, Medium.LONG_TEXT, N_("proposal.long_tone")),
)
TIPS: Mapping[Medium, str] = {
    Medium.MAP: N_("medium_tip.map"),
    Medium.VIDEO: N_("medium_tip.video"),
    Medium.DIAGRAM: N_("medium_tip.diagram"),
    Medium.PHOTO: N_("medium_tip.photo"),
    Medium.SHORT_TEXT: N_("medium_tip.short_text"),
    Medium.LONG_TEXT: N_("medium_tip.long_text"),
}


@dataclass(frozen=True)
class Proposal:
    """A medium with the reason why it fits, both to be said in the reader's language."""

    medium: Medium
    formality: Formality
    reason: str

    @property
    def tip(self) -> str:
        """Return how to begin with this medium."""
        return TIPS[self.medium]

    def reason_in(self, language: str) -> str:
        """Return the reason in words."""
        return str(catalogue(language).gettext(self.reason))


@dataclass(frozen=True)
class Answers:
    """What a writer said of the knowledge; nothing where they have not said yet."""

    seen: bool | None = None
    matter: Matter | None = None
    hurry: bool | None = None
    same: bool | None = None

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> Self:
        """Read the answers; what is no answer is not answered."""
        matter = form.get("matter", "")
        return cls(
            _said(form.get("seen")),
            Matter(matter) if matter in set(Matter) else None,
            _said(form.get("hurry")),
            _said(form.get("same")),
        )

    @property
    def proposal(self) -> Proposal | None:
        """Return what fits, as soon as enough was answered."""
        formality = Formality.FORMAL if self.same else Formality.FREE
        for seen, matter, hurry, medium, reason in PROPOSALS:
            if (
                self.seen is seen
                and matter in {ANY, self.matter}
                and hurry in {ANY, self.hurry}
            ):
                return Proposal(medium, formality, reason)
        return None


def _said(raw: str | None) -> bool | None:
    return {YES: True, NO: False}.get(raw or "")
