"""What a check found: one sentence, how bad it is, where it is mended and which rule says so."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

_LABELS = {"error": "错误", "warning": "提醒", "hint": "提示"}


class Severity(StrEnum):
    """How a finding is answered: mended (错误), explained (提醒), or just read (提示)."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"

    @property
    def label(self) -> str:
        """The Chinese word shown beside the sentence."""
        return _LABELS[self.value]

    @property
    def rank(self) -> int:
        """0 for the gravest, so that findings sort with what blocks on top."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, missing or worth a look.

    `code` is kebab-case and stable; `sentence` is a whole Chinese sentence with the thing and the numbers;
    `where` is an address such as "budget/<line key>"; `source` names the standard or law, or "单位制度".
    """

    code: str
    severity: Severity
    sentence: str
    where: str = ""
    source: str = ""

    @property
    def is_error(self) -> bool:
        """Whether it must be mended before anybody says yes."""
        return self.severity is Severity.ERROR


WHOLE = "budget"


def line_address(key: str) -> str:
    """The address of a line of the budget."""
    return f"{WHOLE}/{key}"


def expense_address(key: str) -> str:
    """The address of an expense."""
    return f"expenses/{key}"


def advance_address(key: str) -> str:
    """The address of an advance."""
    return f"advances/{key}"


def donation_address(key: str) -> str:
    """The address of a donation."""
    return f"donations/{key}"
