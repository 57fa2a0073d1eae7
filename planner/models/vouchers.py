"""A file that proves something; its bytes lie in the instance under their SHA-256, as they were uploaded."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String, false
from sqlalchemy.orm import Mapped, mapped_column

from planner import clock
from planner.enums import VoucherKind
from planner.extensions import Base
from planner.models.columns import Choice, Moment
from planner.models.row import RowMixin


class Voucher(RowMixin, Base):
    """A file that proves something. `about` is the place it belongs to: expenses/<key>, budget/<key>, or "".

    `pages` is None until somebody counted them, 0 where they can't be told.

    One that `names_children` loses its bytes when the data of the children is erased.
    """

    __tablename__ = "voucher"
    noun = "vouchers"

    kind: Mapped[VoucherKind] = mapped_column(Choice(VoucherKind))
    about: Mapped[str] = mapped_column(String(40), default="")
    filename: Mapped[str] = mapped_column(String(200), default="")
    sha256: Mapped[str] = mapped_column(String(64), default="")
    mime: Mapped[str] = mapped_column(String(100), default="")
    size: Mapped[int] = mapped_column(default=0)
    names_children: Mapped[bool] = mapped_column(default=False, server_default=false())
    pages: Mapped[int | None]
    uploaded_at: Mapped[datetime] = mapped_column(Moment, default=clock.now)
