"""What a model made of a need's words."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from kb.foundation.db import Base


class NeedVector(Base):
    """The vector of one wording, by the model that read it last."""

    __tablename__ = "need_vector"

    need_id: Mapped[int] = mapped_column(
        ForeignKey("need.id", ondelete="CASCADE"), primary_key=True
    )
    model: Mapped[str]
    vector: Mapped[bytes]
