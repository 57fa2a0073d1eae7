"""How far the money of a settlement has come, in figures and in one sentence."""

from typing import NamedTuple

from budgets import Position, Settlement


class PositionPanel(NamedTuple):
    """The position of the whole; `received_from` names the sources that paid, `outlook` says what is still to come."""

    position: Position
    received_from: str
    spent_on: str
    outlook: str


def position_panel(settlement: Settlement) -> PositionPanel:
    """The panel of a settlement."""
    position = settlement.position
    paid = [(name, each.received) for name, each in settlement.accounts().items() if each.received]
    lines = sum(bool(result.expenses) for result in settlement.lines())
    count = len(settlement.expenses)
    return PositionPanel(
        position=position,
        received_from="，".join(f"{name} {amount.plain()}" for name, amount in paid) or "没有登记到账",
        spent_on=f"{lines} 项 {count} 笔" if count else "还没有支出",
        outlook=tell_outlook(position),
    )


def tell_outlook(position: Position) -> str:
    """What is still to come, and what happens to what is left then."""
    promised, left = position.promised, position.left
    if position.is_even:
        return "到账和支出一样多，账是平的。"
    outstanding = promised.known - position.received
    if outstanding.fen > 0 and position.is_laid_out:
        then = left + outstanding
        rest = f"差 {abs(then).plain()} 元" if then.fen < 0 else f"余 {then.plain()} 元，按来源退回或结转"
        return f"还有 {outstanding.plain()} 元没有到账。到账后付清垫款，{rest}。"
    if outstanding.fen > 0:
        return f"还有 {outstanding.plain()} 元没有到账。"
    if position.is_laid_out:
        return f"垫着的 {position.rest.plain()} 元还没有来源。"
    return f"余 {position.rest.plain()} 元，按来源退回或结转。" if left else ""
