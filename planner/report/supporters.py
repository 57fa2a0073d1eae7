"""Who is to be thanked: partners of the plan, and whoever gave goods or money that really came in."""

import re
from collections.abc import Iterator
from decimal import Decimal

from budgets import Money, format_quantity
from planner.enums import PartyRole
from planner.report.records import Records
from planner.report.results import Supporter
from planner.report.spending import is_own_money, is_paid_by_parents
from planner.telling import is_unknown

_HELPING = (PartyRole.CO_ORGANISER, PartyRole.SUPPORT)
_OF_THE_HOUSE = (PartyRole.HOST, PartyRole.ORGANISER)
# Money of the state is no gift.
_PUBLIC = re.compile("财政|拨款|专项|预算|党费|团费|队费|经费|上级|补助")
# A sort of money, and nobody who could be written to.
_NOBODY = frozenset("捐赠 捐款 捐助 赞助 募捐 社会捐赠 社会捐款 爱心捐赠 爱心捐款 其他 个人 匿名".split())


def list_supporters(records: Records) -> tuple[Supporter, ...]:
    """Each once, partners first, then donors in the order of the accounts; what was only promised is not thanked for.

    Neither the unit itself and whoever holds the event with it, nor families and the state, nor whoever has no name.
    """
    dossier, ledger = records.dossier, records.ledger
    own = {dossier.facts.organisation, *(name for role in _OF_THE_HOUSE for name in dossier.party_names(role))}
    named = [name for role in _HELPING for name in dossier.party_names(role)]
    named += [donation.donor for donation in ledger.donations]
    named += [income.source for income in ledger.incomes if _is_gift(income.source)]
    names = dict.fromkeys(name.strip() for name in named)
    return tuple(_supporter(records, name) for name in names if name not in own and _is_somebody(name))


def _is_gift(source: str) -> bool:
    return not (is_own_money(source) or is_paid_by_parents(source) or _PUBLIC.search(source))


def _is_somebody(name: str) -> bool:
    return not is_unknown(name) and name not in _NOBODY


def _supporter(records: Records, name: str) -> Supporter:
    ledger = records.ledger
    paid = [income.amount for income in ledger.incomes if income.source.strip() == name and _is_gift(name)]
    return Supporter(
        name=name,
        parts=tuple(role.label for role in _HELPING if name in map(str.strip, records.dossier.party_names(role))),
        goods=tuple(_list_goods(records, name)),
        money=Decimal(Money.sum(paid).fen) / 100 if paid else None,
    )


def _list_goods(records: Records, name: str) -> Iterator[str]:
    """书包 30 个; what was promised and has not come in is not among them."""
    received: dict[tuple[str, str], Decimal] = {}
    for donation in records.ledger.donations:
        if donation.donor.strip() == name and donation.received:
            kind = donation.item, donation.unit
            received[kind] = received.get(kind, Decimal(0)) + donation.received
    for (item, unit), quantity in received.items():
        yield f"{item} {format_quantity(quantity)} {unit}".strip()
