"""What the pages of the cycle show, gathered from every stage."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup
from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from kb.cycle.origins import Origin, origins_of
from kb.cycle.terms.queries import explained
from kb.document.attachments.shelves import Shelf, shelf_beside
from kb.document.dropping.queries import Dropped, dropped
from kb.document.media.models import DocumentForm
from kb.document.media.queries import form_of
from kb.document.methods.models import Documentation
from kb.document.methods.queries import documentations_of
from kb.document.revisions.models import Revision, RevisionState
from kb.document.revisions.queries import (
    revisions_on_page,
)
from kb.foundation.db import session
from kb.identify.carriers.queries import Carrier, carriers_of, holders_of
from kb.identify.recognitions.models import Recognition
from kb.identify.recognitions.queries import recognitions_of
from kb.internalise.marks.queries import (
    Deeds,
    deeds_of,
    internalised_by,
)
from kb.internalise.rounds.queries import Round, round_of
from kb.internalise.trials.models import Trial
from kb.internalise.trials.queries import trials_of
from kb.people.models import Person
from kb.practices.models import Practice
from kb.practices.queries import Place, place_of, visible_to
from kb.stages.established import is_established
from kb.stages.evidence import Stage, ahead, evidence_for, stage_by, stage_condition, stages_of
from kb.stages.missing import Missing, missing_after
from kb.web.paging import PER_PAGE, Page


@dataclass(frozen=True)
class Step:
    """One stage on a practice's path."""

    stage: Stage
    done: bool
    next: bool
    ahead: bool


@dataclass(frozen=True)
class PracticePage:
    """Everything a practice's page shows one person."""

    practice: Practice
    language: str
    revisions: Mapping[str, Revision]
    form: DocumentForm | None
    carriers: Sequence[Carrier]
    stage: Stage
    evidence: Mapping[Stage, bool]
    missing: Missing | None
    deeds: Deeds
    round: Round
    trials: Sequence[Trial]
    internalised: Sequence[Person]
    awaiting: Sequence[Revision]
    origins: Sequence[Origin]
    documentations: Mapping[int, Documentation]
    place: Place
    recognitions: Sequence[Recognition]
    files: Shelf
    dropped: Dropped | None
    explained: Mapping[str, Markup]

    @property
    def revision(self) -> Revision | None:
        """Return the wording shown, if there is any."""
        return self.revisions.get(self.language)

    @property
    def made(self) -> Documentation | None:
        """Return how the wording shown was made, if that was said."""
        return self.documentations.get(self.revision.id) if self.revision else None

    @property
    def path(self) -> list[Step]:
        """Return the four stages: come to, next, or proved too early to count yet."""
        waiting, following = ahead(self.evidence), self.missing.stage if self.missing else None
        return [
            Step(stage, there and stage not in waiting, stage == following, stage in waiting)
            for stage, there in self.evidence.items()
        ]

    @property
    def asks_for_owner(self) -> bool:
        """Say whether those whose knowledge it was are gone; who only hides is not."""
        held = self.evidence[Stage.IDENTIFIED]
        return held and not self.holders and not holders_of(self.practice)

    @property
    def is_established(self) -> bool:
        """Say whether it is attested and carried by as many as were aimed at."""
        return is_established(self.practice, self.stage, self.carriers)

    @property
    def holders(self) -> list[Carrier]:
        """Return whose knowledge it is."""
        return [carrier for carrier in self.carriers if carrier.is_holder]


def practice_page(
    practice: Practice, *, seen_by: Person, language: str, explained_in: str
) -> PracticePage:
    """Gather the page of ``practice`` in ``language`` where there is such a version.

    Words of the glossary are explained in ``explained_in``, the reader's own language.
    """
    rows = revisions_on_page(practice, seen_by=seen_by)
    revisions = {row.language: row for row in rows if row.state is RevisionState.PUBLISHED}
    evidence, deeds = evidence_for(practice), deeds_of(seen_by, practice)
    stage, shown = stage_by(evidence), _shown(revisions, language, practice.language)
    files = shelf_beside(_texts(revisions.get(shown)), practice, seen_by=seen_by)
    return PracticePage(
        practice=practice,
        language=shown,
        revisions=revisions,
        form=form_of(practice),
        carriers=carriers_of(practice),
        stage=stage,
        evidence=evidence,
        missing=None if practice.dropped_at else missing_after(stage, practice, seen_by, deeds),
        deeds=deeds,
        round=round_of(practice, seen_by=seen_by),
        trials=trials_of(practice, seen_by=seen_by),
        internalised=internalised_by(practice),
        awaiting=[row for row in rows if row.state is RevisionState.AWAITING],
        origins=origins_of(practice, seen_by=seen_by),
        documentations=documentations_of(list(revisions.values())),
        place=place_of(practice),
        recognitions=recognitions_of(practice),
        dropped=dropped(practice, seen_by=seen_by),
        files=files,
        explained=_explained(revisions.get(shown), files, explained_in),
    )


def practices_at(
    stage: Stage | None, *, seen_by: Person, number: int
) -> tuple[Page[Practice], Mapping[int, Stage]]:
    """Return a page of the practices that have come as far as ``stage``, with their stages."""
    wanted = select(Practice).where(visible_to(seen_by))
    if stage:
        wanted = wanted.where(stage_condition(stage))
    total = session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    rows = session.scalars(
        wanted.options(selectinload(Practice.industry_rows), selectinload(Practice.area_rows))
        .order_by(Practice.title)
        .limit(PER_PAGE)
        .offset((number - 1) * PER_PAGE)
    ).all()
    return Page(rows, number, total), stages_of([row.id for row in rows])


def _explained(revision: Revision | None, files: Shelf, language: str) -> Mapping[str, Markup]:
    """Return the wording's parts, its videos and pictures as the page shows them."""
    return explained(files.fitted(revision.rendered), language=language) if revision else {}


def _texts(revision: Revision | None) -> Iterable[str]:
    return revision.rendered.values() if revision else ()


def _shown(revisions: Mapping[str, Revision], asked: str, own: str) -> str:
    for language in (asked, own):
        if language in revisions:
            return language
    return next(iter(revisions), asked)
