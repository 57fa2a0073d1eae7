"""决算说明.docx: what was planned, spent and left, in the layout of GB/T 9704-2012."""

from planner.documents import gbt9704 as paper
from planner.documents.ledger_wording import format_amount_in_words, format_date
from planner.documents.plan import compose_closing
from planner.documents.settlement_goods import compose_goods
from planner.documents.settlement_proof import closing_day, compose_evidence, signing_lines
from planner.documents.settlement_tables import (
    compose_advances,
    compose_execution,
    compose_expenses,
    compose_reasons,
    compose_sources,
)
from planner.documents.wording import heads_label
from planner.money.finances import Finances
from planner.numerals import chinese_number
from planner.telling import UNKNOWN

# A chapter without anything to say (no advances, no goods) is left out, and those after it move up.
CHAPTERS = (
    ("预算执行情况", compose_execution),
    ("超支、结余原因", compose_reasons),
    ("资金来源与结余处理", compose_sources),
    ("借款", compose_advances),
    ("捐赠物资与发放", compose_goods),
    ("支出与凭证清单", compose_expenses),
    ("决算材料", compose_evidence),
)


def build_settlement_report(money: Finances) -> bytes:
    """The report as .docx: the facts, the chapters numbered 一、二、…, the state of the review, lines to sign on, 落款.

    Spending is held against the budget that finance passed, else against the plan. What is not known prints as
    待定. The same finances give the same bytes.
    """
    facts = money.dossier.facts
    title = f"{facts.title.strip() or '活动'}决算说明"
    body = [paper.paragraph(paper.run(title), "Title"), paper.blank_line(), paper.text_paragraph(_opening(money))]
    number = 0
    for heading, chapter in CHAPTERS:
        said = list(chapter(money))
        if said:
            number += 1
            body.append(paper.paragraph(paper.run(f"{chinese_number(number)}、{heading}"), "Heading1"))
            body += said
    body.append(paper.paragraph(paper.run(_state(money)), keep=True))
    body += _signatures()
    body += compose_closing(facts.organisation, closing_day(money))
    return paper.build_document(body, title=title, author=facts.organisation)


def _opening(money: Finances) -> str:
    """Unit, event, days, place, people; then the budget, what was spent, and the difference."""
    facts = money.dossier.facts
    known = (
        ("单位", facts.organisation),
        ("活动", facts.title),
        ("时间", money.dossier.dates_label()),
        ("地点", facts.place),
        ("人数", heads_label(money.dossier)),
    )
    first = "；".join(f"{label}：{text.strip() or UNKNOWN}" for label, text in known)
    return f"{first}。{_budget(money)}{_outcome(money)}"


def _budget(money: Finances) -> str:
    """What the spending is held against, and who passed it when."""
    total = money.allowed.total
    amount = f"预算 {format_amount_in_words(total.known)}" if money.allowed.lines else f"预算{UNKNOWN}"
    if not total.is_exact:
        amount = (
            f"预算至少 {total.known.plain()} 元（{total.unknown} 项{UNKNOWN}）" if total.known else f"预算{UNKNOWN}"
        )
    if money.passed is None:
        return f"{amount}，还没有经财务审核通过。"
    later = "此后预算有改动，还没有再审核。" if money.is_changed else ""
    return f"{amount}，财务于{format_date(money.passed_on)}审核通过。{later}"


def _outcome(money: Finances) -> str:
    settlement = money.settlement
    spent = f"实际支出 {format_amount_in_words(settlement.spent)}，"
    if not (settlement.planned.is_exact and settlement.budget.lines):
        return f"{spent}与预算的差额{UNKNOWN}。"
    gap = settlement.spent - settlement.planned.known
    if not gap:
        return f"{spent}与预算相等。"
    return f"{spent}比预算{'超支' if gap.fen > 0 else '结余'} {format_amount_in_words(abs(gap))}。"


def _state(money: Finances) -> str:
    if money.settled_on:
        return f"决算状态：财务已于{format_date(money.settled_on)}审核办结。"
    until = f"截至{format_date(money.today)}，" if money.today else ""
    return f"决算状态：{until}尚未办结。"


def _signatures() -> list[str]:
    """Four persons sign, each with a day; they stay together, and with the 落款."""
    lines = [paper.keep_with_next(paper.blank_line())]
    lines += [paper.paragraph(paper.run(line), keep=True) for line in signing_lines()]
    return lines
