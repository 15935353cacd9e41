"""What can be done with trials."""

from dataclasses import asdict
from pathlib import Path

from kb.document.attachments.actions import attach_apart, remove_files, restore_files
from kb.document.attachments.intake import File
from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.errors import DomainError, NotAllowedError
from kb.foundation.news import announce
from kb.identify.carriers.actions import add_basis
from kb.identify.carriers.models import Basis
from kb.identify.carriers.queries import is_held_by
from kb.internalise.trials.events import TrialDebriefed
from kb.internalise.trials.forms import Debrief
from kb.internalise.trials.models import EVIDENCE, Trial
from kb.internalise.trials.queries import file_of
from kb.people.models import Person
from kb.practices.models import Practice


def record_trial(practice: Practice, debrief: Debrief, *, by: Person) -> Trial:
    """Keep what came of a learner's trial; who holds the practice does not try it."""
    if is_held_by(practice, by):
        raise DomainError("trial.own")
    trial = Trial(practice=practice, learner=by, **asdict(debrief))
    session.add(trial)
    session.flush()
    if trial.verdict in EVIDENCE:
        _debrief(trial)
    return trial


def show_trial(trial: Trial, file: File, *, by: Person, folder: Path) -> None:
    """Attach to a trial what shows it; whoever sees the trial sees that."""
    trial.attachment = attach_apart(trial.practice, file, by=by, folder=folder)
    session.flush()


def hide_file(trial: Trial, *, by: Person) -> None:
    """Take away what was attached to a trial; it can be put back for a month."""
    remove_files(trial.practice, [file_of(trial).id], by=by)


def put_file_back(trial: Trial, *, by: Person) -> None:
    """Let what was attached to a trial be seen again."""
    if trial.attachment_id:
        restore_files(trial.practice, [trial.attachment_id], by=by)


def note_failure(trial: Trial, *, by: Person) -> None:
    """Let a holder say that they have seen what did not work."""
    if not is_held_by(trial.practice, by):
        raise NotAllowedError("trial.not_holder")
    trial.be_noted()


def _debrief(trial: Trial) -> None:
    trial.debriefed_at = clock.now()
    session.flush()
    if trial.is_success:
        add_basis(trial.learner, trial.practice, basis=Basis.TRIALLED)
    announce(TrialDebriefed(trial.id))
