"""What becomes of drafts: kept, overtaken, laid aside, forgotten; never lost unasked."""

from collections.abc import Sequence

from sqlalchemy import select

from kb.document.revisions.asides import Aside
from kb.document.revisions.forms import Wording
from kb.document.revisions.models import Draft, Source
from kb.document.revisions.queries import current_revision, draft_of, revision_in
from kb.foundation.db import beside, session
from kb.foundation.errors import ConflictError
from kb.people.models import Person
from kb.practices.models import Practice


def save_draft(
    practice: Practice,
    language: str,
    wording: Wording,
    *,
    by: Person,
    source: Source = Source.OWN,
) -> Draft:
    """Keep what ``by`` is writing; nobody else's text is touched, nor a newer one of theirs."""
    draft = draft_of(practice, language, by=by)
    if draft and _is_overtaken(draft, wording):
        keep_beside(practice, language, wording, by=by)
        raise ConflictError("draft.changed_elsewhere")
    if draft and wording.version not in {None, draft.version}:
        return draft  # the same text once more: its first answer did not arrive
    return _kept(practice, language, wording, by, source)


def keep_beside(practice: Practice, language: str, wording: Wording, *, by: Person) -> None:
    """Keep what a refusal would lose: as the draft, or beside a newer one."""
    practice_id, writer_id = practice.id, by.id
    beside(lambda: _keep_somewhere(practice_id, writer_id, language, wording))


def lay_aside(draft: Draft, wording: Wording) -> None:
    """Keep a text beside the draft; the same one, or the same page's, only once."""
    asides = asides_of(draft)
    if any(one.text == wording.text for one in asides):
        return
    same = [one for one in asides if one.sheet and one.sheet == wording.sheet]
    aside = same[0] if same else Aside(draft_id=draft.id, sheet=wording.sheet)
    base_id = _base(draft.practice, draft.language, wording)
    aside.keep(wording.text, base_id=base_id, change_note=wording.change_note)
    session.add(aside)
    session.flush()
    judge(draft)


def judge(draft: Draft) -> None:
    """Say of a draft whether another text waits to be brought together with it."""
    current = current_revision(draft.practice, draft.language)
    overtaken = (current.id if current else None) != draft.base_id
    draft.conflict = overtaken or bool(asides_of(draft))
    session.flush()


def asides_of(draft: Draft) -> Sequence[Aside]:
    """Return what is kept beside a draft, the oldest first."""
    return session.scalars(
        select(Aside).where(Aside.draft_id == draft.id).order_by(Aside.saved_at, Aside.id)
    ).all()


def discard_draft(
    practice: Practice, language: str, *, by: Person, version: int | None = None
) -> None:
    """Forget what ``by`` was writing, as they last saw it."""
    draft = draft_of(practice, language, by=by)
    if draft and version not in {None, draft.version}:
        raise ConflictError("draft.not_the_one_seen")
    forget_draft(practice, language, by=by)


def forget_draft(practice: Practice, language: str, *, by: Person) -> None:
    """Let a draft go; what was kept beside it takes its place."""
    draft = draft_of(practice, language, by=by)
    if draft is None:
        return
    asides = asides_of(draft)
    if asides:
        asides[-1].becomes(draft)
        session.delete(asides[-1])
        session.flush()
        judge(draft)
    else:
        session.delete(draft)
        session.flush()


def _is_overtaken(draft: Draft, wording: Wording) -> bool:
    unseen = wording.version not in {None, draft.version}
    return unseen and wording.text != draft.text


def _kept(
    practice: Practice, language: str, wording: Wording, by: Person, source: Source
) -> Draft:
    base_id = _base(practice, language, wording)
    draft = draft_of(practice, language, by=by)
    if draft is None:
        draft = Draft(practice=practice, language=language, author=by, source=source)
    draft.keep(wording.text, base_id=base_id, change_note=wording.change_note)
    session.add(draft)
    session.flush()
    judge(draft)
    return draft


def _keep_somewhere(practice_id: int, writer_id: int, language: str, wording: Wording) -> None:
    practice, writer = (
        session.get_one(Practice, practice_id),
        session.get_one(Person, writer_id),
    )
    draft = draft_of(practice, language, by=writer)
    if draft and _is_overtaken(draft, wording):
        lay_aside(draft, wording)
    else:
        _kept(practice, language, wording, writer, Source.OWN)


def _base(practice: Practice, language: str, wording: Wording) -> int | None:
    base = revision_in(practice, language, wording.base_id)
    return base.id if base else None
