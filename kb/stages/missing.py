"""What a practice lacks for its next stage, with exactly the deed that brings it there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from kb.document.attachments.kinds import FileKind
from kb.document.attachments.queries import has_file
from kb.document.media.models import PICTURES, Medium
from kb.document.media.queries import form_of
from kb.document.revisions.models import Revision, RevisionState
from kb.foundation.db import session
from kb.internalise.marks.queries import Deeds, deeds_of
from kb.people.models import Person
from kb.practices.models import Practice
from kb.stages.evidence import Stage, stage_of


@dataclass(frozen=True)
class Deed:
    """A button: its words, the endpoint behind it with its arguments, how it is sent."""

    label: str
    endpoint: str
    takes: tuple[str, ...] = ("slug",)
    by_post: bool = False


@dataclass(frozen=True)
class Missing:
    """What is missing for ``stage``: a message key, and the deed with its arguments."""

    stage: Stage
    key: str
    deed: Deed
    arguments: Mapping[str, str]


WRITE = Deed("deed.write", "revisions.edit", ("slug", "language"))
ASK = Deed("deed.ask", "talk.ask", ("practice",))
PAIR = Deed("deed.pair", "pairings.new_goal", ())
TRY = Deed("deed.try", "trials.new")

PICTURE = Deed("deed.add_picture", "revisions.edit", ("slug", "language"))
SHOWN_BY = {**dict.fromkeys(PICTURES, FileKind.PICTURE), Medium.VIDEO: FileKind.VIDEO}

DEEDS: Mapping[str, Deed] = {
    "missing.holder": Deed("deed.declare", "identifications.declare", by_post=True),
    "missing.holder_by_others": ASK,
    "missing.text": WRITE,
    "missing.text_by_others": ASK,
    "missing.approval": Deed("deed.approve", "approvals.history"),
    "missing.medium": Deed("deed.choose_medium", "revisions.edit", ("slug", "language")),
    "missing.video": Deed("deed.add_video", "revisions.edit", ("slug", "language")),
    "missing.map": PICTURE,
    "missing.diagram": PICTURE,
    "missing.photo": PICTURE,
    "missing.short_text": Deed("deed.shorten", "revisions.edit", ("slug", "language")),
    "missing.long_text": Deed("deed.lengthen", "revisions.edit", ("slug", "language")),
    "missing.pair": PAIR,
    "missing.presence": Deed("deed.presence", "shadowing.new"),
    "missing.trials_by_others": PAIR,
    "missing.trials_2": TRY,
    "missing.trials_1": TRY,
    "missing.word": Deed("deed.own_work", "marks.own_work", by_post=True),
}


def missing(practice: Practice, person: Person) -> Missing | None:
    """Return what ``person`` can do for the next stage, if there is one."""
    return missing_after(stage_of(practice), practice, person, deeds_of(person, practice))


def missing_after(
    stage: Stage, practice: Practice, person: Person, deeds: Deeds
) -> Missing | None:
    """Return the same where the stage and the person's deeds are known already."""
    following = list(Stage)[list(Stage).index(stage) + 1 :]
    if not following:
        return None
    key = REASONS[following[0]](practice, person, deeds)
    known = {"slug": practice.slug, "practice": practice.slug, "language": practice.language}
    deed = DEEDS[key]
    if deed.endpoint == WRITE.endpoint and not person.may_write:
        deed = ASK
    return Missing(following[0], key, deed, {name: known[name] for name in deed.takes})


def _for_identified(_practice: Practice, person: Person, _deeds: Deeds) -> str:
    return "missing.holder" if person.may_write else "missing.holder_by_others"


def _for_documented(practice: Practice, person: Person, _deeds: Deeds) -> str:
    states = set(
        session.scalars(select(Revision.state).where(Revision.practice_id == practice.id))
    )
    form = form_of(practice)
    if RevisionState.PUBLISHED in states:
        return f"missing.{form.medium}" if form else "missing.medium"
    if form and form.medium in SHOWN_BY and not has_file(practice, SHOWN_BY[form.medium]):
        return f"missing.{form.medium}"
    if RevisionState.AWAITING in states:
        return "missing.approval"
    return "missing.text" if person.may_write else "missing.text_by_others"


def _for_shared(_practice: Practice, _person: Person, deeds: Deeds) -> str:
    return "missing.pair" if deeds.is_holder else "missing.presence"


def _for_internalised(_practice: Practice, _person: Person, deeds: Deeds) -> str:
    if deeds.is_holder:
        return "missing.trials_by_others"
    return f"missing.trials_{deeds.needed}" if deeds.needed else "missing.word"


REASONS: Mapping[Stage, Callable[[Practice, Person, Deeds], str]] = {
    Stage.IDENTIFIED: _for_identified,
    Stage.DOCUMENTED: _for_documented,
    Stage.SHARED: _for_shared,
    Stage.INTERNALISED: _for_internalised,
}
