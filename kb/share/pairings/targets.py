"""What a pairing wants to pass on."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from kb.foundation.db import Base


class PairingPractice(Base):
    """One practice a pairing wants to pass on."""

    __tablename__ = "pairing_practice"

    pairing_id: Mapped[int] = mapped_column(
        ForeignKey("pairing.id", ondelete="CASCADE"), primary_key=True
    )
    practice_id: Mapped[int] = mapped_column(
        ForeignKey("practice.id", ondelete="CASCADE"), primary_key=True
    )
