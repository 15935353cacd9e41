"""The wordings of needs as the model of this process reads them."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from sqlalchemy import select

from kb.foundation.db import session
from kb.identify.needs.models import Need, NeedState
from kb.identify.needs.queries import whole_id
from kb.search import meaning
from kb.search.encoder import Encoder
from kb.search.encoder.yardstick import Vectors, yardstick_of
from kb.search.language.analysis import detect_language
from kb.search.needs.closeness import Near, Wording, nearest
from kb.search.needs.models import NeedVector

Read = Mapping[int, Vectors]


def ordinary() -> Mapping[str, Vectors] | None:
    """Return what ordinary questions are like for the model; nothing without one."""
    encoder = meaning.encoder()
    return yardstick_of(encoder).ordinary if encoder else None


def read_anew(encoder: Encoder) -> Read:
    """Return the vectors of the wordings that this model has not read; none is written."""
    unread = session.execute(
        select(Need.id, Need.question)
        .outerjoin(NeedVector, NeedVector.need_id == Need.id)
        .where(NeedVector.model.is_distinct_from(encoder.name))
    ).all()
    session.rollback()
    vectors = encoder.encode_queries([question for _, question in unread]) if unread else ()
    return {row.id: vector for row, vector in zip(unread, vectors, strict=True)}


def keep_read(read: Read, model: str) -> None:
    """Keep what the model read, of the wordings that are still there."""
    there = session.scalars(select(Need.id).where(Need.id.in_(read)))
    for number in there.all():
        session.merge(NeedVector(need_id=number, model=model, vector=read[number].tobytes()))
    session.flush()


def nearest_to(need: Need) -> Sequence[Near]:
    """Return the other needs that ``need`` comes closest to, but for those that are closed."""
    wordings = dict(_wordings())
    asked = wordings.pop(need.id, None)
    if asked is None:
        return []
    others = [one for one in wordings.values() if one.whole != need.whole.id]
    return nearest(asked, others, ordinary())


def _wordings() -> Iterable[tuple[int, Wording]]:
    """Yield every wording that can be compared: with a model, those that it has read."""
    encoder = meaning.encoder()
    whole = whole_id()
    rows = select(Need.id, Need.question, whole, NeedVector.vector).outerjoin(
        NeedVector, NeedVector.need_id == Need.id
    )
    if encoder:
        rows = rows.where(NeedVector.model == encoder.name)
    closed = select(Need.id).where(Need.state == NeedState.DECLINED)
    for number, question, group, vector in session.execute(rows.where(whole.not_in(closed))):
        read = np.frombuffer(vector, dtype=np.float32) if encoder else None
        yield number, Wording(question, detect_language(question), group, read)
