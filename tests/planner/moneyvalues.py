"""Plain values of the accounts for tests without an app."""

from datetime import UTC, datetime

from planner.enums import VoucherKind
from planner.money.ledger import Voucher


def voucher(about: str, kind: VoucherKind) -> Voucher:
    """A kept file of that kind."""
    return Voucher(
        f"{kind}-{about}", kind, about, "单.pdf", "ab" * 32, "application/pdf", 9, datetime(2026, 8, 1, tzinfo=UTC)
    )
