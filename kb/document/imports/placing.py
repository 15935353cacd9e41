"""Where a page of ours says that its practice belongs, and where it belongs now."""

from collections.abc import Sequence

from kb.practices.forms import Naming
from kb.practices.models import Practice

NAME_ALONE = ""  # the fingerprint of a page that has no text


def placed_by(naming: Naming) -> dict[str, list[str]]:
    """Return where a page says that its practice belongs, to be known again."""
    stage = [naming.journey_stage] if naming.journey_stage else []
    return _said(naming.industries, naming.areas, stage)


def placed_now(practice: Practice) -> dict[str, list[str]]:
    """Return where a practice belongs now, told in the same way."""
    stage = [practice.journey_stage] if practice.journey_stage else []
    return _said(practice.industries, practice.areas, stage)


def _said(
    industries: Sequence[str], areas: Sequence[str], stage: Sequence[str]
) -> dict[str, list[str]]:
    told = {"industries": industries, "areas": areas, "journey_stage": stage}
    return {name: sorted(map(str, said)) for name, said in told.items()}
