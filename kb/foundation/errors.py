"""A refused rule, as the reader will hear it: a message key with its values."""


class DomainError(Exception):
    """A rule said no; ``key`` becomes words in the web layer."""

    def __init__(self, key: str, **values: object) -> None:
        """Keep the message key and what its placeholders are filled with."""
        super().__init__(key)
        self.key = key
        self.values = values


class InvalidError(DomainError):
    """What was typed cannot be taken; ``fields`` says which field and why."""

    def __init__(self, fields: dict[str, str], **values: object) -> None:
        """Keep a message key for each field that was wrong."""
        super().__init__("form.invalid", **values)
        self.fields = fields


class NotFoundError(DomainError):
    """There is no such thing, or none that this person may see."""


class NotAllowedError(DomainError):
    """The thing may be seen by this person, the deed is not theirs."""


class ConflictError(DomainError):
    """Somebody else was first; what this person wrote was kept."""


class FullError(DomainError):
    """There is no room left to keep what was sent."""


class UnreachableError(DomainError):
    """Whom the house asks outside of itself gives no answer."""


class TooManyError(DomainError):
    """Tried too often in too short a time."""
