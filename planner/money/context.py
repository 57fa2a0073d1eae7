"""What the rules of `budgets` need to know about the event that a budget pays for."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from budgets import EventFacts, HeadGroup, Policy, Topic, topics_in
from planner.dossier import Dossier
from planner.enums import GroupSide, VoucherKind
from planner.money.ledger import Ledger
from planner.places import key_in
from planner.telling import is_about_insurance

# Rides that cost the event nothing, as people write them under 车辆.
_FREE_RIDE = re.compile("步行|徒步|骑行|自行前往|自驾|家长接送|派车|校车|公车|免费")
_FREE = re.compile("免费|无偿|赞助|捐赠")
_BETWEEN_SENTENCES = re.compile("[。；;！!？?\n]")


def context_of(
    dossier: Dossier,
    ledger: Ledger | None = None,
    *,
    policy: Policy | None = None,
    today: date | None = None,
) -> EventFacts:
    """What the rules of `budgets` need to know about an event, as far as its plan and its accounts tell."""
    facts, nights = dossier.facts, dossier.nights_away
    is_away = nights is not None
    ledger = ledger or Ledger()
    return EventFacts(
        kind=facts.kind,
        title=facts.title,
        starts_on=facts.starts_on.date if is_away and facts.starts_on else None,
        ends_on=facts.ends_on.date if is_away and facts.ends_on else None,
        days=None if nights is None else nights + 1,
        nights=nights,
        groups=tuple(HeadGroup(h.group, h.count, h.side is GroupSide.CHILD) for h in dossier.head_counts),
        stated=facts.stated_total,
        moving=dossier.needs_vehicle,
        free_sites=tuple(stop.name for stop in dossier.stops if stop.free_entry),
        provided=frozenset(_find_provided(dossier, ledger)),
        unit_name=facts.organisation,
        today=today,
        quotes=Counter(_lines_with(ledger, VoucherKind.QUOTE)),
        contracts=frozenset(_lines_with(ledger, VoucherKind.CONTRACT)),
        policy=policy or Policy(),
    )


def _lines_with(ledger: Ledger, kind: VoucherKind) -> Iterator[str]:
    """The line of the budget for each kept file of that kind: those of the line, and those of its expenses."""
    lines = {expense.key: expense.line for expense in ledger.expenses}
    for voucher in ledger.proofs(kind):
        line = key_in("budget", voucher.about) or lines.get(key_in("expenses", voucher.about), "")
        if line:
            yield line


def _find_provided(dossier: Dossier, ledger: Ledger) -> Iterator[Topic]:
    """What the event needs and does not pay for, as far as the plan says so."""
    if _FREE_RIDE.search(dossier.facts.transport):
        yield Topic.TRANSPORT
    if any(check.is_done and is_about_insurance(check.item) for check in dossier.safety):
        yield Topic.INSURANCE
    for donation in ledger.donations:
        yield from topics_in(donation.item)
    for text in (*(section.text for section in dossier.sections), *(stop.remark for stop in dossier.stops)):
        for sentence in _BETWEEN_SENTENCES.split(text):
            if _FREE.search(sentence):
                yield from topics_in(sentence)
