"""What others hear of accounts."""

from dataclasses import dataclass

from kb.foundation.news import Event


@dataclass(frozen=True)
class AccessOffered(Event):
    """Somebody was given a link to choose a password by."""

    link_id: int
