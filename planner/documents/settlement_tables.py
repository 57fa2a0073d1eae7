"""The chapters of 决算说明, one function for each; one that yields nothing is left out of the paper."""

from collections.abc import Iterator

from budgets import NO_SOURCE, UNPLANNED, CategoryResult, LineResult, Loan, Money, Position
from planner.days import Day
from planner.documents.columns import fit_columns
from planner.documents.gbt9704 import TableColumn, TableRow, WideCell, table, text_paragraph
from planner.documents.ledger_wording import (
    format_amount,
    format_balance,
    format_date,
    format_difference,
    format_total,
    unknown_amounts_note,
)
from planner.money.finances import Finances
from planner.money.ledger import Expense
from planner.telling import UNKNOWN

_NONE = "—"


def compose_execution(money: Finances) -> Iterator[str]:
    """Every line planned and spent, by category; what was not planned comes last."""
    settlement = money.settlement
    rows: list[TableRow] = []
    for name, result in settlement.by_category().items():
        rows += _category(name, result, money)
    if not rows:
        yield text_paragraph("没有预算明细，也没有支出。")
        return
    planned, spent = settlement.planned, settlement.spent
    gap = spent - planned.known if planned.is_exact and settlement.budget.lines else None
    whole = format_total(planned) if settlement.budget.lines else UNKNOWN
    rows.append(
        [WideCell("合计" + unknown_amounts_note(planned), 2, "center"), whole, spent.plain(), format_difference(gap)]
    )
    columns = (
        TableColumn("类别", 1, merged=True),
        TableColumn("项目", 2),
        *(TableColumn(name, 1, "right") for name in ("预算", "实际", "差额")),
    )
    yield table(
        fit_columns(columns, rows), rows, unit="单位：元", note="注：差额为实际减预算，正数为超支，负数为结余。"
    )


def _category(name: str, result: CategoryResult, money: Finances) -> Iterator[TableRow]:
    """The lines of a category, then their sum where there are several."""
    rows = [
        [line.line.name, format_amount(line.planned), line.actual.plain(), format_difference(line.difference)]
        for line in result.lines
    ]
    if name == UNPLANNED:
        rows += [
            [e.purpose or e.payee or UNKNOWN, _NONE, e.amount.plain(), e.amount.signed()]
            for e in money.settlement.unplanned
        ]
    if len(rows) > 1:
        planned = format_total(result.planned) if result.lines else _NONE
        rows.append(
            [
                "小计" + unknown_amounts_note(result.planned),
                planned,
                result.actual.plain(),
                format_difference(result.difference),
            ]
        )
    for at, row in enumerate(rows):
        yield ["" if at else name, *row]


def compose_reasons(money: Finances) -> Iterator[str]:
    """A sentence for each line that was not spent as planned, with its reason."""
    settlement, said_at_all = money.settlement, False
    for line in settlement.lines():
        if line.difference or (line.difference is None and line.actual):
            said_at_all = True
            yield text_paragraph(f"{line.line.name}：{_difference(line)}{_reason(line.reason)}")
    if settlement.unplanned:
        said_at_all = True
        total = Money.sum(expense.amount for expense in settlement.unplanned)
        yield text_paragraph(f"{UNPLANNED}的支出 {len(settlement.unplanned)} 笔，共 {total.plain()} 元。")
    if general := " ".join(settlement.reasons.get("", "").split()):
        yield text_paragraph(f"总的说明：{general}")
    elif not said_at_all:
        yield text_paragraph("没有超支，也没有结余。" if settlement.spent else "还没有支出。")


def _difference(line: LineResult) -> str:
    """预算 5,400.00 元，实际 5,386.50 元，结余 13.50 元（0.3%）。"""
    if line.difference is None:
        return f"预算{UNKNOWN}，实际 {line.actual.plain()} 元。"
    word = "超支" if line.difference.fen > 0 else "结余"
    share = f"（{abs(line.share) * 100:.1f}%）" if line.share is not None else ""
    planned = f"预算 {format_amount(line.planned)} 元，实际 {line.actual.plain()} 元"
    return f"{planned}，{word} {abs(line.difference).plain()} 元{share}。"


def _reason(text: str) -> str:
    text = " ".join(text.split())
    if not text:
        return "未写原因。"
    return f"原因：{text}" + ("" if text[-1] in "。！？.!?" else "。")


def compose_sources(money: Finances) -> Iterator[str]:
    """What each source promised, what came in, what was spent of it, and what is left or laid out."""
    settlement = money.settlement
    accounts, whole = settlement.accounts(), settlement.position
    if not accounts:
        yield text_paragraph(f"资金来源{UNKNOWN}。")
        return
    rows: list[TableRow] = [_source(name, account) for name, account in accounts.items()]
    rows.append(_source("合计", whole))
    columns = (
        TableColumn("资金来源", 1),
        *(TableColumn(name, 1, "right") for name in ("承诺", "到账", "支出", "结余")),
    )
    notes = ["" if whole.is_registered else "没有登记到账。", "结余是到账减支出，负数为垫着的。"]
    yield table(fit_columns(columns, rows), rows, unit="单位：元", note=f"注：{''.join(notes)}")
    yield text_paragraph(
        "".join(_disposal(name, account) for name, account in accounts.items()) or "各来源收支相抵，没有结余。"
    )


def _source(name: str, account: Position) -> TableRow:
    promised = account.promised
    return [
        name,
        _NONE if promised.exact == Money(0) else promised.plain_label,
        account.received.plain(),
        account.spent.plain(),
        format_balance(account.left),
    ]


def _disposal(name: str, account: Position) -> str:
    """What happens to the money that a source has left, or that somebody laid out for it."""
    rest = account.rest.plain()
    if not account.left:
        return ""
    if not account.is_laid_out:
        return f"{name}结余 {rest} 元，退回{name}或按规定结转。"
    if name == NO_SOURCE:
        return f"有 {rest} 元支出没有资金来源，来源{UNKNOWN}。"
    if account.spent > account.cover:
        return f"{name}不足 {(account.spent - account.cover).plain()} 元，来源{UNKNOWN}。"
    return f"{name}垫着 {rest} 元，等{name}到账后付清。"


def compose_advances(money: Finances) -> Iterator[str]:
    """Money lent for the event, when there was any; what is still open is named."""
    lent = money.ledger.advances
    if not lent:
        return
    rows: list[TableRow] = [
        [
            a.person,
            format_date(a.lent_on),
            a.lent.plain(),
            format_amount(a.spent),
            format_amount(a.returned),
            a.open.plain(),
        ]
        for a in lent
    ]
    columns = (
        TableColumn("借款人", 1),
        TableColumn("借款日期", 1, "center"),
        *(TableColumn(name, 1, "right") for name in ("借款", "已报销", "已归还", "未清")),
    )
    yield table(fit_columns(columns, rows), rows, unit="单位：元")
    told = [*map(_open, money.settlement.open_advances), *map(_unproven, money.settlement.advances)]
    yield text_paragraph("".join(told) or "借款已全部结清。")


def _open(advance: Loan) -> str:
    if advance.open.fen < 0:
        return f"应补付{advance.person} {abs(advance.open).plain()} 元。"
    return f"{advance.person}借款 {advance.open.plain()} 元未清。"


def _unproven(advance: Loan) -> str:
    if not advance.unproven:
        return ""
    return (
        f"{advance.person}已报销的 {advance.spent.plain()} 元里，{advance.unproven.plain()} 元没有支出写明冲这笔借款。"
    )


def compose_expenses(money: Finances) -> Iterator[str]:
    """Every payment and the voucher it rests on."""
    listed = money.ledger.expenses
    if not listed:
        yield text_paragraph("还没有支出。")
        return
    rows: list[TableRow] = [_expense(number, expense) for number, expense in enumerate(listed, start=1)]
    rows.append([WideCell("合计", 4, "center"), money.ledger.spent.plain(), WideCell("", 2)])
    columns = (
        TableColumn("序号", 1, "center"),
        TableColumn("用途", 13),
        TableColumn("收款方", 13),
        TableColumn("付款\n日期", 1, "center"),
        TableColumn("金额", 1, "right"),
        TableColumn("发票号码", 25),
        TableColumn("经办\n验收", 1, "center"),
    )
    yield table(fit_columns(columns, rows), rows, unit="单位：元")
    yield text_paragraph(f"合计（大写）：{money.ledger.spent.words()}")


def _expense(number: int, expense: Expense) -> list[str]:
    day = f"{expense.paid_on.year}年\n{Day.of(expense.paid_on).short}" if expense.paid_on else UNKNOWN
    who = f"{expense.handler or UNKNOWN}\n{expense.verifier or UNKNOWN}"
    payee = expense.payee or expense.seller or UNKNOWN
    return [str(number), expense.purpose, payee, day, expense.amount.plain(), _invoice(expense), who]


def _invoice(expense: Expense) -> str:
    """The number; without one the kind of voucher, as far as somebody said it, and why there is none."""
    if expense.invoice_number:
        return expense.invoice_number
    kind = expense.invoice_kind
    label = UNKNOWN if kind is None else f"{kind.label}，号码{UNKNOWN}" if kind.value.isdigit() else kind.label
    return label + (f"：{expense.remark}" if expense.remark else "")
