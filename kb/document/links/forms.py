"""Which of the two lists of links one looks at."""

from kb.foundation.words import Kind


class LinkList(Kind):
    """Links that lead nowhere, or practices that no link leads to."""

    BROKEN = "broken"
    ORPHANS = "orphans"

    @classmethod
    def parse(cls, raw: str | None) -> "LinkList":
        """Read an address; without one, the broken links."""
        return cls.ORPHANS if raw == cls.ORPHANS else cls.BROKEN
