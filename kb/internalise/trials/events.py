"""What others hear of trials."""

from dataclasses import dataclass

from kb.foundation.news import Event


@dataclass(frozen=True)
class TrialDebriefed(Event):
    """A learner tried a practice and told what came of it."""

    trial_id: int
