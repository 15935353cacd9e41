"""What can be done with paths: made, ordered, followed, deleted and put back."""

from dataclasses import asdict
from datetime import timedelta

from sqlalchemy import delete, func, select

from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.errors import InvalidError, NotAllowedError, NotFoundError
from kb.internalise.paths.forms import PathAbout, StepReason
from kb.internalise.paths.models import Following, LearningPath, PathStep
from kb.internalise.paths.queries import practices_to_add, steps_of
from kb.people.models import Person


def open_path(about: PathAbout, *, by: Person, language: str) -> LearningPath:
    """Begin a path; its steps come next."""
    _refuse_reader(by)
    path = LearningPath(author=by, language=language, **asdict(about))
    session.add(path)
    session.flush()
    return path


def retitle_path(path: LearningPath, about: PathAbout, *, by: Person) -> None:
    """Say anew what a path is for and for whom."""
    _refuse_reader(by)
    for name, value in asdict(about).items():
        setattr(path, name, value)
    session.flush()


def add_step(
    path: LearningPath, practice_id: int, reason: StepReason, *, by: Person
) -> PathStep:
    """Let a practice stand last on a path, with a line of why."""
    _refuse_reader(by)
    if practice_id not in {one.id for one in practices_to_add(path, seen_by=by)}:
        raise InvalidError({"practice": "path.practice_needed"})
    step = _step_before(path, practice_id)
    step.place, step.removed_at = _last_place(path) + 1, None
    step.why, step.week = reason.why, reason.week
    session.add(step)
    session.flush()
    return step


def say_why(step: PathStep, reason: StepReason, *, by: Person) -> None:
    """Say anew why a practice stands there, and in which week."""
    _refuse_reader(by)
    step.why, step.week = reason.why, reason.week
    session.flush()


def move_step(step: PathStep, *, places: int, by: Person) -> None:
    """Let a step change places with its neighbour, as far as whoever moves it sees."""
    _refuse_reader(by)
    line = list(steps_of(step.path, seen_by=by))
    to = line.index(step) + places
    if 0 <= to < len(line):
        other = line[to]
        step.place, other.place = other.place, step.place
        session.flush()


def remove_step(step: PathStep, *, by: Person) -> None:
    """Take a step off the path; it can be put back where it was."""
    _refuse_reader(by)
    step.removed_at = clock.now()
    session.flush()


def restore_step(step: PathStep, *, by: Person) -> None:
    """Put a step back where it was."""
    _refuse_reader(by)
    step.removed_at = None
    session.flush()


def remove_path(path: LearningPath, *, by: Person) -> None:
    """Delete a path; for a while it can be put back, and who followed it follows it then."""
    if not path.may_be_removed_by(by):
        raise NotAllowedError("path.author_removes")
    path.removed_at = clock.now()
    session.flush()


def restore_path(number: int, *, by: Person) -> LearningPath:
    """Put a deleted path back."""
    path = session.get(LearningPath, number)
    if path is None or path.removed_at is None or not path.may_be_removed_by(by):
        raise NotFoundError("path.not_found")
    path.removed_at = None
    session.flush()
    return path


def forget_removed_paths(days: int) -> None:
    """Delete for good what has been deleted for so many days."""
    old = clock.now() - timedelta(days=days)
    session.execute(delete(LearningPath).where(LearningPath.removed_at < old))
    session.execute(delete(PathStep).where(PathStep.removed_at < old))


def follow_path(path: LearningPath, *, by: Person) -> None:
    """Have a path's next step on one's own page."""
    if session.get(Following, (path.id, by.id)) is None:
        session.add(Following(path_id=path.id, learner_id=by.id))
        session.flush()


def leave_path(path: LearningPath, *, by: Person) -> None:
    """Follow it no more; what was read and tried stays as it is."""
    following = session.get(Following, (path.id, by.id))
    if following:
        session.delete(following)
        session.flush()


def _refuse_reader(person: Person) -> None:
    if not person.may_write:
        raise NotAllowedError("path.authors_make")


def _step_before(path: LearningPath, practice_id: int) -> PathStep:
    """Return the step that was taken off before, or a new one."""
    theirs = PathStep.path_id == path.id, PathStep.practice_id == practice_id
    known = session.scalar(select(PathStep).where(*theirs))
    return known or PathStep(path=path, practice_id=practice_id)


def _last_place(path: LearningPath) -> int:
    last = select(func.max(PathStep.place)).where(PathStep.path_id == path.id)
    return session.scalar(last) or 0
