"""A purchase cut into pieces that each stay below a limit: over days, events, units and spellings of one seller."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from itertools import pairwise
from typing import NamedTuple

from budgets.eventfacts import EventFacts
from budgets.findings import Finding, Severity, expense_address
from budgets.money import Money
from budgets.policy import Policy
from budgets.purchases import Origin, Purchase, purchase_of_payment
from budgets.sellergroups import SellerGroup, group_by_seller
from budgets.settlement import Settlement


def purchases_are_whole(settlement: Settlement, context: EventFacts) -> list[Finding]:
    """What was bought here, and elsewhere of the same sellers, was not cut into pieces below a limit."""
    found = (purchase_of_payment(payment, expense_address(payment.key)) for payment in settlement.expenses)
    own = [purchase for purchase in found if purchase is not None]
    return find_splits([*own, *context.purchases_elsewhere], context.policy)


def find_splits(purchases: Sequence[Purchase], policy: Policy) -> list[Finding]:
    """What the runs that look like pieces of one purchase are called, those of other events alone left out."""
    return [_finding(run, policy) for run in find_runs(purchases, policy)]


class SplitRun(NamedTuple):
    """Purchases that look like pieces of one, each below `limit`.

    `doubted` are the names in it that leave out a place, and may mean another shop of that name.
    """

    purchases: tuple[Purchase, ...]
    limit: Money
    doubted: tuple[str, ...] = ()

    @property
    def is_in_a_row(self) -> bool:
        """Whether their invoices came one after the other out of one book."""
        return all(_follows(first, second) for first, second in pairwise(self.purchases))


def find_runs(purchases: Sequence[Purchase], policy: Policy) -> list[SplitRun]:
    """Runs of purchases of one seller, at least one of them of this event: a few days apart and each just below a
    limit, or with invoice numbers in a row and together above it. The longest come first.

    The limit of cash is for what somebody says was paid in cash.
    """
    once: dict[object, Purchase] = {}
    for at, purchase in enumerate(purchases):
        once.setdefault(purchase.identity if purchase.number else at, purchase)
    runs = (
        run
        for group in group_by_seller(once.values())
        for limit, is_of_cash in ((policy.cash_limit, True), (policy.quotes_from, False))
        if limit
        for run in _runs_of(group, limit, policy, is_of_cash=is_of_cash)
    )
    return _drop_parts(runs)


def _is_below(purchase: Purchase, limit: Money, *, is_of_cash: bool) -> bool:
    return 0 < purchase.amount.fen < limit.fen and (purchase.is_cash is True or not is_of_cash)


def _runs_of(group: SellerGroup, limit: Money, policy: Policy, *, is_of_cash: bool) -> list[SplitRun]:
    """The runs of a seller below a limit, with those who are this seller only perhaps."""
    perhaps = {*group.perhaps}
    below = [p for p in (*group.sure, *group.perhaps) if _is_below(p, limit, is_of_cash=is_of_cash)]
    return [
        SplitRun(tuple(run), limit, tuple(dict.fromkeys(p.seller for p in run if p in perhaps)))
        for run in _runs(below, limit, policy)
        if not perhaps.issuperset(run)
    ]


def _drop_parts(runs: Iterable[SplitRun]) -> list[SplitRun]:
    """Each run once, and none that is part of another one below the same limit."""
    kept: list[tuple[frozenset[Purchase], SplitRun]] = []
    for run in sorted(runs, key=lambda run: (-len(run.purchases), bool(run.doubted))):
        members = frozenset(run.purchases)
        if not any(members <= whole and run.limit == other.limit for whole, other in kept):
            kept.append((members, run))
    return [run for _, run in kept]


def _runs(group: list[Purchase], limit: Money, policy: Policy) -> list[list[Purchase]]:
    """What belongs together: near the limit within the window, and beyond that, numbers in a row."""
    least, window = limit.times(policy.near_limit_share), timedelta(days=policy.split_days)
    near = sorted((p for p in group if p.amount >= least), key=lambda p: (p.day, p.code, p.number))
    in_time = _chain(near, lambda first, second: second.day - first.day <= window)
    in_a_row = _chain(sorted((p for p in group if p.number), key=lambda p: (p.code, p.number)), _follows)
    found = [run for run in in_time if _is_split(run, limit)]
    known = [set(run) for run in found]
    return found + [run for run in in_a_row if _is_split(run, limit) and not any(set(run) <= one for one in known)]


def _chain(purchases: list[Purchase], belong: Callable[[Purchase, Purchase], bool]) -> list[list[Purchase]]:
    """The purchases cut wherever two neighbours don't belong together."""
    runs: list[list[Purchase]] = []
    for purchase in purchases:
        if runs and belong(runs[-1][-1], purchase):
            runs[-1].append(purchase)
        else:
            runs.append([purchase])
    return runs


def _is_split(run: list[Purchase], limit: Money) -> bool:
    is_own = any(purchase.origin is Origin.HERE for purchase in run)
    return len(run) > 1 and is_own and Money.sum(purchase.amount for purchase in run) >= limit


def _follows(first: Purchase, second: Purchase) -> bool:
    """Whether the second was the next out of the same book of invoices, and not before the first."""
    if (
        second.day < first.day
        or first.code != second.code
        or not (first.number.isdecimal() and second.number.isdecimal())
    ):
        return False
    return int(second.number) - int(first.number) == 1


def _finding(found: SplitRun, policy: Policy) -> Finding:
    run, limit = [*found.purchases], found.limit
    own = [purchase for purchase in run if purchase.origin is Origin.HERE]
    total = Money.sum(purchase.amount for purchase in run)
    seller = next((p.seller or p.tax_number for p in (*own, *run) if p.seller or p.tax_number), "")
    who = seller or f"{own[0].handler} 经手、没有写收款方的支出"
    days = sorted(purchase.day for purchase in run)
    span = str(days[0]) if days[0] == days[-1] else f"{days[0]} 到 {days[-1]}"
    sentence = (
        f"{who} 在 {span} {_said(run, limit)}，合计 {total.plain()} 元{_elsewhere(run)}，像是拆开买的，写明原因。"
        f"{_doubt(own, found.doubted)}"
    )
    return Finding("purchase-split", Severity.WARNING, sentence, own[-1].ref, policy.citation)


def _doubt(own: Sequence[Purchase], doubted: Sequence[str]) -> str:
    """Which names leave out a place; those that others wrote are not told."""
    if not doubted:
        return ""
    quoted = "、".join(dict.fromkeys(f"“{purchase.seller}”" for purchase in own if purchase.seller in doubted))
    return f"{quoted or '别处写的'}少了地名，先看是不是同一家。"


def _said(run: list[Purchase], limit: Money) -> str:
    below = f"低于 {limit.plain()} 元"
    if all(purchase.number for purchase in run):
        in_a_row = all(_follows(first, second) for first, second in pairwise(run))
        return f"开了 {len(run)} 张{'连号、' if in_a_row else ''}{below}的发票"
    if not any(purchase.number for purchase in run) and all(purchase.is_cash for purchase in run):
        return f"付了 {len(run)} 笔{below}的现金，没有发票"
    return f"有 {len(run)} 笔{below}的支出"


def _elsewhere(run: list[Purchase]) -> str:
    counts = Counter(purchase.origin for purchase in run if purchase.origin is not Origin.HERE)
    parts = [f"{origin} {count} 笔" for origin, count in counts.items()]
    return f"（其中{'、'.join(parts)}）" if parts else ""
