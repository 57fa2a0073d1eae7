"""What contradicts itself in a text, with the ways out: weekdays, head counts, sums, and what the reading found."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from budgets import Money, MoneyError
from planner.days import Day
from planner.intake.plans.reading import Conflict, Field, PlanReading, TextSpan
from planner.intake.proposals.proposal import OpenContradiction, PlanProposal, ProposalGroup, RowDraft, WayOut
from planner.intake.proposals.weekdays import move_days, nearest_with, written_weekday

_NONE = "都先不带"
_MOST_WORDS = 16


def find_clashes(reading: PlanReading, items: Sequence[PlanProposal]) -> tuple[OpenContradiction, ...]:
    """All contradictions; no proposal hangs on two of them."""
    own = (_days_clash(reading, items), _heads_clash(reading, items), _sum_clash(reading, items))
    clashes = [clash for clash in own if clash]
    for number, conflict in enumerate(reading.conflicts, start=1):
        hanging = _hanging(conflict, items)
        known = {item.number for item in hanging} & {number for clash in clashes for number in clash.hangs}
        if hanging and not known:
            clashes.append(_other_clash(conflict, number, hanging))
    return tuple(clashes)


def find_notes(reading: PlanReading, items: Sequence[PlanProposal]) -> tuple[str, ...]:
    """Contradictions that no proposal hangs on."""
    return tuple(conflict.sentence for conflict in reading.conflicts if not _hanging(conflict, items))


def _hanging(conflict: Conflict, items: Sequence[PlanProposal]) -> list[PlanProposal]:
    return [item for item in items if item.group is not ProposalGroup.PART and _overlaps(item.spans, conflict.spans)]


def _days_clash(reading: PlanReading, items: Sequence[PlanProposal]) -> OpenContradiction | None:
    item = next((item for item in items if "starts_on" in item.facts), None)
    if item is None:
        return None
    first = Day.parse(item.facts["starts_on"])
    written = written_weekday(reading.text[item.spans[0].start : item.spans[0].end])
    if first.date is None or not written or written == first.weekday:
        return None
    moved = move_days(item, nearest_with(first, written))
    hangs = frozenset({item.number})
    answers = (
        WayOut("day", first.label(first.year), hangs, {item.number: replace(item, is_sure=True)}),
        WayOut("weekday", Day.parse(moved.facts["starts_on"]).label(first.year), hangs, {item.number: moved}),
    )
    return OpenContradiction("weekday", f"{first.short}是{first.weekday}，文中写{written}", hangs, answers)


def _heads_clash(reading: PlanReading, items: Sequence[PlanProposal]) -> OpenContradiction | None:
    total = next((item for item in items if "stated_total" in item.facts), None)
    counts = [fact.values["count"] for fact in reading.of(Field.HEADCOUNTS)]
    if total is None or not counts or not all(count.isdecimal() for count in counts):
        return None
    added, stated = sum(map(int, counts)), total.facts["stated_total"]
    if not stated.isdecimal() or added == int(stated):
        return None
    hangs = frozenset({total.number})
    answers = (
        WayOut("stated", f"按 {stated} 人", hangs),
        WayOut("added", f"按 {added} 人", hangs, {total.number: _with_total(total, added)}),
    )
    return OpenContradiction("heads", f"各项相加 {added} 人，文中写共 {stated} 人", hangs, answers)


def _with_total(item: PlanProposal, total: int) -> PlanProposal:
    return replace(item, text=f"{total} 人", facts={"stated_total": str(total)})


def _sum_clash(reading: PlanReading, items: Sequence[PlanProposal]) -> OpenContradiction | None:
    lines = [item for item in items if item.rows and item.rows[0].noun == "budget"]
    known = [line for line in lines if line.rows[0].texts.get("stated")]
    stated = _money(reading.first(Field.BUDGET_TOTAL))
    amounts = [_money(line.rows[0].texts["stated"]) for line in known]
    if stated is None or not amounts or None in amounts:
        return None
    added = Money(sum(amount.fen for amount in amounts if amount))
    if added == stated:
        return None
    sentence = f"{len(known)} 项相加 {added.plain()}，合计写 {stated.plain()}"
    unknown = [line for line in lines if line not in known]
    if len(unknown) == 1 and stated.fen > added.fen:
        return _one_unknown(sentence, unknown[0], Money(stated.fen - added.fen))
    numbers = frozenset(line.number for line in lines)
    answers = (WayOut("lines", "照各项带入", numbers), WayOut("none", _NONE))
    return OpenContradiction("sum", sentence, numbers, answers, f"差 {Money(abs(stated.fen - added.fen)).plain()}")


def _one_unknown(sentence: str, line: PlanProposal, rest: Money) -> OpenContradiction:
    item = line.rows[0].texts["item"]
    filled = replace(
        line,
        text=f"{item} {rest.plain()}",
        rows=(RowDraft("budget", {**line.rows[0].texts, "stated": rest.plain()}),),
    )
    hangs = frozenset({line.number})
    answers = (
        WayOut("rest", f"{item} {rest.plain()}", hangs, {line.number: filled}),
        WayOut("open", f"{item}待定", hangs),
    )
    return OpenContradiction("sum", sentence, hangs, answers, f"差 {rest.plain()}；{item}没写金额，可能就是它")


def _money(text: str) -> Money | None:
    try:
        return Money.parse(text) if text else None
    except MoneyError:
        return None


def _other_clash(conflict: Conflict, number: int, items: Sequence[PlanProposal]) -> OpenContradiction:
    """A contradiction of which only the words are known: one side, or none."""
    sides = tuple(
        WayOut(str(item.number), f"按“{item.text[:_MOST_WORDS]}”", frozenset({item.number})) for item in items
    )
    hangs = frozenset(item.number for item in items)
    return OpenContradiction(f"{conflict.code}-{number}", conflict.sentence, hangs, (*sides, WayOut("none", _NONE)))


def _overlaps(ones: Iterable[TextSpan], others: Sequence[TextSpan]) -> bool:
    return any(one.start < other.end and other.start < one.end for one in ones for other in others)
