"""Finding paths, their steps as far as one may see them, and how far one has come."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Select, select

from kb.foundation.db import session
from kb.foundation.errors import NotFoundError
from kb.identify.carriers.queries import practices_held_by
from kb.internalise.marks.queries import LearnerState, states_by_practice
from kb.internalise.paths.forms import PathsFor
from kb.internalise.paths.models import Following, LearningPath, PathStep
from kb.internalise.paths.walking import Walk, Walked, walked
from kb.people.models import Person
from kb.practices.models import Practice
from kb.practices.queries import practices_to_choose, visible_to


def path_by_id(number: int) -> LearningPath:
    """Return the path, which everybody signed in may see, or raise NotFoundError."""
    found = session.get(LearningPath, number)
    if found is None or found.removed_at is not None:
        raise NotFoundError("path.not_found")
    return found


def paths_for(chosen: PathsFor) -> Sequence[LearningPath]:
    """Return the paths for a role and an industry, by title; a general one fits any."""
    wanted = select(LearningPath).where(LearningPath.removed_at.is_(None))
    if chosen.role:
        wanted = wanted.where(LearningPath.role == chosen.role)
    if chosen.industry:
        fits = LearningPath.industry == chosen.industry, LearningPath.industry.is_(None)
        wanted = wanted.where(fits[0] | fits[1])
    return session.scalars(wanted.order_by(LearningPath.title, LearningPath.id)).all()


def steps_of(path: LearningPath, *, seen_by: Person) -> Sequence[PathStep]:
    """Return the steps whose practices ``seen_by`` may see, in order."""
    return session.scalars(_steps(seen_by).where(PathStep.path_id == path.id)).all()


def step_of(path: LearningPath, number: int, *, seen_by: Person) -> PathStep:
    """Return one step of a path, or raise NotFoundError."""
    for step in steps_of(path, seen_by=seen_by):
        if step.id == number:
            return step
    raise NotFoundError("path.step_not_found")


def removed_step(path: LearningPath, number: int, *, seen_by: Person) -> PathStep:
    """Return a step that was taken off a path, or raise NotFoundError."""
    found = session.get(PathStep, number)
    seen = select(Practice.id).where(visible_to(seen_by))
    if (
        found is None
        or found.path_id != path.id
        or found.removed_at is None
        or session.scalar(seen.where(Practice.id == found.practice_id)) is None
    ):
        raise NotFoundError("path.step_not_found")
    return found


def practices_to_add(path: LearningPath, *, seen_by: Person) -> Sequence[Practice]:
    """Return what could stand on a path, by title: in use, and not there already."""
    there = {one.practice_id for one in steps_of(path, seen_by=seen_by)}
    return [
        one
        for one in practices_to_choose(seen_by=seen_by)
        if one.id not in there and one.dropped_at is None
    ]


def follows(person: Person, path: LearningPath) -> bool:
    """Say whether ``person`` follows ``path``."""
    return session.get(Following, (path.id, person.id)) is not None


def walk_of(path: LearningPath, learner: Person, *, seen_by: Person) -> Walk:
    """Return how far ``learner`` has come on ``path``, of what ``seen_by`` may see."""
    asked = _walkable(learner, seen_by).where(PathStep.path_id == path.id)
    steps = walked(session.execute(asked).all(), states_by_practice(learner))
    return Walk(path, steps, follows=follows(learner, path))


def walks_of(
    learner: Person, *, seen_by: Person, states: Mapping[int, LearnerState] | None = None
) -> list[Walk]:
    """Return the paths that ``learner`` follows and how far they have come on each.

    Their ``states`` are asked for unless whoever asks has them at hand.
    """
    followed = select(Following.path_id).where(Following.learner_id == learner.id)
    asked = _walkable(learner, seen_by).where(PathStep.path_id.in_(followed))
    rows = session.execute(asked).all()
    if not rows:
        return []
    known = states_by_practice(learner) if states is None else states
    by_path: dict[LearningPath, list[Walked]] = {}
    for one in walked(rows, known):
        by_path.setdefault(one.step.path, []).append(one)
    return [Walk(path, steps, follows=True) for path, steps in by_path.items()]


def _walkable(learner: Person, seen_by: Person) -> Select[PathStep, bool]:
    """Select the steps with whether ``learner`` holds their practices."""
    held = PathStep.practice_id.in_(practices_held_by(learner))
    return _steps(seen_by).add_columns(held)


def _steps(person: Person) -> Select[PathStep]:
    return (
        select(PathStep)
        .join(PathStep.practice)
        .join(PathStep.path)
        .where(
            PathStep.removed_at.is_(None),
            LearningPath.removed_at.is_(None),
            Practice.dropped_at.is_(None),
            visible_to(person),
        )
        .order_by(LearningPath.title, PathStep.path_id, PathStep.place, PathStep.id)
    )
