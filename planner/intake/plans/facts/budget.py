"""What the event costs: a line an item with its sum, and the whole sum as stated."""

import re
from decimal import Decimal

from planner.intake.plans.parts import Part
from planner.intake.plans.plan import Plan, state
from planner.intake.plans.reading import Fact, Field
from planner.intake.plans.tables import PlanTable

_TOTAL_WORD = (
    r"(?:合\s*计|共\s*计|总\s*计|总预算|总经费|预算总额|经费总计|总费用|总支出|总金额"
    r"|全年预算|一共|统共|以上共计|共需(?:经费)?|总共|共|预计|约需|总额|需要?经费|费用总计"
    r"|收费标准|每生收取|每人收费)"
)
_AMOUNT = r"(?P<amount>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(?P<myriad>万)?\s*(?:余)?元"
_TOTAL = re.compile(
    rf"{_TOTAL_WORD}\s*(?:为|是|人民币|金额|经费|费用)?\s*(?:\(元\))?\s*[:：]?\s*(?:约"
    rf"|大约)?\s*(?:人民币|[¥￥])?\s*{_AMOUNT}"
)
_SUM = re.compile(_AMOUNT)
_BETWEEN = re.compile(r"[;；。](?![^(]*\))|(?<=元)\s*[，,、]|(?<=元)\s+(?=[^\d=])|\(含|其中[:：,，]?")
_NAME = re.compile(
    r"^[\s\d.、:：]*([\u4e00-\u9fffA-Za-z“”《》/及、()]{2,20}?)\s*(?=[\d:：约=(（]|需|花|共|每|费?用?\s*[¥￥]|$)"
)
_INCOME = re.compile(r"自筹|支持(?=\d)|捐赠?\d|出\d|募捐|拨款|来源|赞助\d|承担|列支|捐\d|列入")
_PLAIN = re.compile(r"^(?:合|共|总|小|大写|经费|预算|以上|由|从|全部|其他费用说明|费用共|人均)")
_OTHER_LABEL = re.compile(r"^(?:经费|预算|费用|活动经费|经费预算|标准|收费标准|费用预算|费用说明|经费方面)$")


def find_budget(plan: Plan) -> list[Fact]:
    """The items with their sums, then the whole sum."""
    tables = [fact for table in plan.tables_about("budget") for fact in _of_table(table)]
    parts = [entry.value if entry.is_heading else entry.part for entry in plan.chapters("budget")]
    found = tables + [fact for part in parts for fact in _items(part, "budget-line", 0.93)]
    if not found:
        parts = [entry.part for entry in plan.entries if entry.about not in ("awards", "funding")]
        found = [fact for part in parts if _SUM.search(part.text) for fact in _items(part, "budget-sentence", 0.75)]
    parts += [entry.part for entry in plan.entries if entry.about not in ("awards", "budget")]
    return _unique(found) + _total(plan, parts)


def _items(part: Part, rule: str, confidence: float) -> list[Fact]:
    found = []
    for piece in _sentences(part):
        fact = _item(piece, rule, confidence)
        if fact:
            found.append(fact)
    return found


def _sentences(part: Part) -> list[Part]:
    """The pieces that have a sum each; “计330元” after “每条3元” goes with it."""
    pieces: list[Part] = []
    for piece in part.split(_BETWEEN):
        if pieces and re.match(r"(?:共?计|共)\s*:?\d", piece.text) and re.search(r"每|单价|[×*xX/]", pieces[-1].text):
            pieces[-1] = pieces[-1].join(piece)
        else:
            pieces.append(piece)
    return pieces


def _item(piece: Part, rule: str, confidence: float) -> Fact | None:
    piece = _last_clause(piece)
    text = piece.text
    if ((total := _TOTAL.search(text)) and total.start() < 4) or _INCOME.search(text):
        return None
    amounts = list(_SUM.finditer(text))
    # 30套×25元 750元, 每条3元，计330元: the last one is the sum.
    amount = _money(amounts[-1]) if amounts else ""
    match = _NAME.match(text)
    if match is None or match[1].startswith("元") or _PLAIN.match(match[1]) or _OTHER_LABEL.match(match[1]):
        return None
    if not amounts and not re.search(r"[:：]\s*$|费$", text):
        return None
    name = _bare(piece.cut(match.start(1), match.end(1)))
    reason = "" if confidence >= 0.9 and amount else "没有写金额" if not amount else "没有写在预算一项里"
    level = confidence if amount else 0.8
    return (
        state(Field.BUDGET, rule, level, piece, reason, item=name.text, amount=amount) if len(name.text) > 1 else None
    )


def _last_clause(piece: Part) -> Part:
    """What has the sum where the clauses before it have none: 由经费列支，预计交通费6000元."""
    clauses = piece.split(re.compile("[，,]"))
    if (
        len(clauses) < 2
        or re.search(r"每|单价|[×*]", piece.text)
        or re.search(r"\d", "".join(c.text for c in clauses[:-1]))
    ):
        return piece
    return clauses[-1]


_COUNTED = re.compile(r"[一二两三四五六七八九十]{1,3}[个条只份把]$")
_VERBS = re.compile(r"^(?:购买|采购|购置|制作|预计|花费|需|另|其中|支付|开支|所需|用于|安排|估计|每生收取)+")


def _bare(name: Part) -> Part:
    name = name.strip("“”:：、()（） ")
    if match := _VERBS.match(name.text):
        name = name.cut(match.end())
    if match := _COUNTED.search(name.text):
        name = name.cut(0, match.start())
    for tail in ("花", "需", "共", "约", "计", "大概"):
        if name.text.endswith(tail) and len(name.text) > 2:
            name = name.cut(0, len(name.text) - len(tail))
    return name


def _money(match: re.Match[str]) -> str:
    value = Decimal(match["amount"].replace(",", "")) * (10_000 if match["myriad"] else 1)
    return f"{value:.2f}"


def _of_table(table: PlanTable) -> list[Fact]:
    found = []
    for row in table.rows:
        name = next((row[key] for key in ("item", "goods", "title", "category") if key in row and row[key].text), None)
        if name is None or any(re.match("合\\s*计|总\\s*计|小\\s*计|总额", cell.text) for cell in row.values()):
            continue
        cell = next((row[key] for key in ("amount", "price") if key in row and re.search(r"\d", row[key].text)), None)
        digits = re.search(r"\d[\d,]*(?:\.\d+)?", cell.text) if cell else None
        amount = f"{Decimal(digits[0].replace(',', '')):.2f}" if digits else ""
        found.append(
            state(
                Field.BUDGET,
                "table",
                0.96 if amount else 0.8,
                name,
                "" if amount else "没有写金额",
                item=name.text,
                amount=amount,
            )
        )
    return found


def _total(plan: Plan, parts: list[Part]) -> list[Fact]:
    for entry in plan.about("budget"):
        if match := re.match(rf"{_AMOUNT}(?=$|[/(（。，,])", entry.value.text if entry.label else ""):
            return [
                state(Field.BUDGET_TOTAL, "budget-label", 0.93, entry.value.cut(0, match.end()), value=_money(match))
            ]
    for table in plan.tables_about("budget"):
        for row in reversed(table.rows):
            cells = list(row.values())
            if any(re.match("合\\s*计|总\\s*计|总额|共\\s*计", cell.text) for cell in cells):
                digits = [match for cell in cells for match in re.finditer(r"\d[\d,]*(?:\.\d+)?", cell.text)]
                if digits:
                    value = f"{Decimal(digits[-1][0].replace(',', '')):.2f}"
                    return [state(Field.BUDGET_TOTAL, "table-total", 0.97, cells[-1], value=value)]
    found = [(part, match) for part in parts for match in _TOTAL.finditer(part.text)]
    strong = [pair for pair in found if not re.match("共|预计|约需", pair[1][0])] or found
    for part, match in strong[-1:] if len(strong) > 1 and strong is not found else strong[:1]:
        span = part.cut(match.start(), match.end())
        return [state(Field.BUDGET_TOTAL, "total", 0.95, span, value=_money(match))]
    return []


def _unique(facts: list[Fact]) -> list[Fact]:
    seen: dict[tuple[str, str], Fact] = {}
    for fact in facts:
        seen.setdefault((fact.values["item"], fact.values["amount"]), fact)
    return sorted(seen.values(), key=lambda fact: fact.spans[0].start)
