"""Through whose hands the money of a settlement went, by account; names that are only typed are told as such."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from budgets.persons import is_same_person, plain_person
from planner.models import FinanceReview, User
from planner.money.ledger import Ledger
from planner.nouns import NOUNS
from planner.queries.hands import Hand

_COLOURS = "abcd"
_ROLES = (("经办", "handler"), ("验收", "verifier"))


class HandRow(NamedTuple):
    """Somebody, what they did, and whether they may decide; `is_typed` for a name that belongs to no account."""

    name: str
    did: str
    colour: str
    is_typed: bool = False
    verdict: str = ""
    is_free: bool = False


@dataclass(frozen=True, slots=True)
class FinanceReader:
    """Who reads the page as finance: whether they may decide, and if not, why."""

    user: User
    why_not: str


def list_hands(
    ledger: Ledger, hands: Iterable[Hand], review: FinanceReview | None, reader: FinanceReader | None
) -> tuple[HandRow, ...]:
    """Who wrote what, who handed it in, whose names are typed, and what the reader is to all that."""
    names: dict[int, str] = {}
    did: dict[int, list[str]] = {}
    for hand in hands:
        names[hand.user_id] = hand.name
        noun = NOUNS[hand.noun]
        did.setdefault(hand.user_id, []).append(f"记{noun.label} {noun.count(hand.row_count)}")
    if review is not None:
        names[review.submitted_by_id] = review.submitted_by.name
        did.setdefault(review.submitted_by_id, []).append("送审决算")
    typed = _typed_roles(ledger)
    for user_id, name in names.items():
        did[user_id] += [told for text, told in typed.items() if is_same_person(text, name)]
    unknown = {text: told for text, told in typed.items() if not any(is_same_person(text, n) for n in names.values())}
    rows = [
        HandRow(name, "，".join(did[user_id]), _COLOURS[at % len(_COLOURS)])
        for at, (user_id, name) in enumerate(names.items())
        if reader is None or user_id != reader.user.id
    ]
    rows += [HandRow(text, f"{told}，只写了名字", "none", is_typed=True) for text, told in unknown.items()]
    return (*rows, *_reader_row(reader, did, len(ledger.expenses)))


def _typed_roles(ledger: Ledger) -> dict[str, str]:
    """经办 5 笔，验收 7 笔, by the name as it is typed most often."""
    found: dict[str, tuple[str, dict[str, int]]] = {}
    for expense in ledger.expenses:
        for role, field in _ROLES:
            text = getattr(expense, field).strip()
            if text:
                _, counts = found.setdefault(plain_person(text), (text, {}))
                counts[role] = counts.get(role, 0) + 1
    return {text: _tell(counts.items()) for text, counts in found.values()}


def _tell(counts: Iterable[tuple[str, int]]) -> str:
    return "，".join(f"{role} {count} 笔" for role, count in counts)


def _reader_row(reader: FinanceReader | None, did: dict[int, list[str]], expense_count: int) -> Sequence[HandRow]:
    if reader is None:
        return ()
    wrote = did.get(reader.user.id, [])
    none = f"{expense_count} 笔都没经手" if expense_count else "还没有支出"
    told = "，".join(wrote) if wrote else f"审核；{none}"
    return (
        HandRow(f"{reader.user.name}（你）", told, "d", verdict=reader.why_not or "可以审", is_free=not reader.why_not),
    )
