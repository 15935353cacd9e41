"""How well somebody can do it, in five plain levels (Dreyfus & Dreyfus 1980)."""

from kb.foundation.words import Kind


class Level(Kind):
    """The five, from following steps to seeing at once what to do."""

    NOVICE = "novice"
    ADVANCED_BEGINNER = "advanced_beginner"
    COMPETENT = "competent"
    PROFICIENT = "proficient"
    EXPERT = "expert"

    @property
    def told(self) -> str:
        """Return the key of what one sees somebody do at this level."""
        return f"level_told.{self.value}"
