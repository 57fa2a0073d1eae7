"""What is to be prepared, bought, lent, given or brought."""

import re
from functools import cache

from planner.intake.plans.marks import read_han
from planner.intake.plans.parts import Part
from planner.intake.plans.plan import Plan, state
from planner.intake.plans.reading import Fact, Field
from planner.intake.plans.tables import PlanTable
from planner.intake.plans.words import word

_BETWEEN = re.compile(
    r"[、,，;；。](?![^(]*\))|\s{2,}|(?<=[\u4e00-\u9fff\d])\s(?=[\u4e00-\u9fff]{2,8}\d)"
    r"|(?<=[个条套份本张支只箱袋桶])(?:和|及)|(?<=元)(?:和|及)"
)
_NUMBER = r"(?P<number>\d+(?:\.\d+)?|[一二两三四五六七八九十]{1,3}|若干|各若干)"
_BRACKETS = re.compile(r"\([^()]*\)?")
_HEADS = re.compile(r"^(?:[\u4e00-\u9fff]{2,10}[:：]|另外?|还要|需要|共|各|等|每人|每名[\u4e00-\u9fff]{2,4}|请|为孩子)")
_TAIL = re.compile(r"(?:各|约|共|等|计|大约)$")
_ADDITION = re.compile(r"东西|准备的?|备齐|需要|购置|采购|购买|携带|发放|送上|慰问品|物资|准备物品|自备")
_BROUGHT = re.compile(
    r"(?<!禁止)(?<!不得)(?<!严禁)(?<!不)(?:携带|配备|备好|备足|带好"
    r"|自备)((?:[\u4e00-\u9fff]{2,8})(?:[、和及与][\u4e00-\u9fff]{2,8})*)(?=[，,。；;(]|$)"
)
# 后勤部准备好电视1台, 为学校捐赠图书一批: who does what with the thing.
_GIVEN = re.compile(
    r".*(?:每[人户名生位]|准备好?|购买好?|采购|捐赠|赠送|送上|自备|携带|领取|印制|制作"
    r"|发放)(?=[\u4e00-\u9fff]{2})"
)
_PREPARED = re.compile(r"(?:[\u4e00-\u9fff]{1,5}[、；;。]?){1,8}")
_DONE = re.compile(
    r"排|布置|联系|通知|邀请|培训|召开|撰写|招募|试讲|策划|宣传|确定|落实|审核|调试|征集"
    r"|检查|制定|安排|申请|动员|协调|踩点|组织"
)
_REASON = "没有写在物资一项里"


@cache
def _item() -> re.Pattern[str]:
    return re.compile(
        rf"^(?P<name>(?!\d)[\u4e00-\u9fffA-Za-z“”《》（）()·\-—\d]{{1,20}}?)\s*[:：×xX*]?\s*(?:约"
        rf"|共)?{_NUMBER}\s*(?P<unit>{word('goods', 'units')})?"
    )


@cache
def _counted_first() -> re.Pattern[str]:
    return re.compile(rf"^{_NUMBER}\s*(?P<unit>{word('goods', 'units')})(?P<name>[\u4e00-\u9fff“”]{{2,10}})$")


@cache
def _other() -> re.Pattern[str]:
    return re.compile(word("goods", "not_goods"))


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(word("goods", "verbs"))


def find_supplies(plan: Plan) -> list[Fact]:
    """Goods with number and unit, once each; those that a budget counts as well."""
    found = [fact for table in plan.tables_about("supplies") for fact in _of_table(table)]
    for entry in plan.chapters("supplies"):
        found += _of_list(
            entry.value if entry.is_heading else entry.part,
            "supply-list",
            0.93,
            plain=not entry.guessed or _is_prepared(entry.part.text),
        )
    for entry in plan.chapters("prep", "duties", "notice", "schedule", "phases", "awards", ""):
        if _ADDITION.search(entry.part.text) or entry.topic == "prep":
            plain = _brings(entry.part.text) or (entry.topic == "prep" and _is_prepared(entry.part.text))
            found += _of_list(entry.part, "supply-sentence", 0.75, plain=plain)
    for entry in plan.chapters("safety", "notice"):
        for match in _BROUGHT.finditer(entry.part.text):
            found += _of_list(entry.part.cut(match.start(1), match.end(1)), "supply-brought", 0.75, plain=True)
    for entry in plan.entries:
        found += _made(entry.part)
    for table in plan.tables_about("budget"):
        found += _of_table(table)
    for entry in plan.chapters("budget"):
        found += [fact for fact in _of_list(entry.value, "supply-budget", 0.85, plain=False) if _is_priced(fact)]
    return _unique(found)


def _is_priced(fact: Fact) -> bool:
    return bool(fact.values["quantity"]) and bool(fact.values["unit"])


_DECORATION = re.compile(r"^(横幅|条幅|标语|海报|展板|会标|宣传栏)\s*[:：]")


@cache
def _making() -> re.Pattern[str]:
    return re.compile(
        rf"(?:制作|购买|悬挂|印制|赠送|送上)\s*{_NUMBER}(?P<unit>{word('goods', 'units')})(?:[\u4e00-\u9fff]{{1,6}}的)?"
        r"(?P<name>[\u4e00-\u9fff]{2,6}?)(?=挂|放|[，,。；;]|$)"
    )


def _made(part: Part) -> list[Fact]:
    """“另制作四条激励性的标语挂在校园”, “横幅：……”."""
    found = []
    if match := _DECORATION.match(part.text):
        found.append(_state(part.cut(0, match.end(1)), "", "", "decoration", 0.85, part))
    for match in _making().finditer(part.text):
        name = part.cut(match.start("name"), match.end("name"))
        found.append(_state(name, _quantity(match["number"]), match["unit"], "supply-made", 0.8, name))
    return [fact for fact in found if fact]


def _is_prepared(text: str) -> bool:
    """Whether a line of the preparations is nothing but things: 糖果、饼干."""
    return bool(_PREPARED.fullmatch(text)) and not _DONE.search(text)


def _brings(text: str) -> bool:
    """Whether a sentence lists what to bring without numbers: 请为孩子准备雨衣、水壶."""
    return bool(re.search(r"自备|请.{0,4}准备|携带(?!.*药品)", text)) and len(text) < 40


def _of_list(part: Part, rule: str, confidence: float, plain: bool) -> list[Fact]:
    found = []
    for piece in part.split(_BETWEEN):
        fact = _of_piece(piece, rule, confidence, plain)
        if fact:
            found.append(fact)
    return found


def _of_piece(piece: Part, rule: str, confidence: float, plain: bool) -> Fact | None:
    if _making().search(piece.text):
        return None
    bare = _strip_heads(piece.strip("。.；;：: "))
    if match := _counted_first().match(bare.text) or _item().match(bare.text):
        name = bare.cut(match.start("name"), match.end("name"))
        quantity, unit = _quantity(match["number"]), match["unit"] or ""
        if not unit and match["number"] not in ("若干", "各若干"):
            return None
        return _state(name, quantity, unit, rule, confidence, piece)
    return _state(bare.without(_BRACKETS), "", "", rule, min(confidence, 0.9), piece) if plain else None


def _quantity(text: str) -> str:
    if "若干" in text:
        return ""
    return text if text[0].isdigit() else str(read_han(text))


def _strip_heads(part: Part) -> Part:
    while match := _HEADS.match(part.text) or _verbs().match(part.text):
        if match.end() >= len(part.text):
            break
        part = part.cut(match.end()).strip(" :：")
    return part


def _state(name: Part, quantity: str, unit: str, rule: str, confidence: float, piece: Part) -> Fact | None:
    name = _strip_heads(name.strip("“”()（）:：、 "))
    if match := _GIVEN.match(name.text):
        name = name.cut(match.end())
    if match := _TAIL.search(name.text):
        name = name.cut(0, match.start())
    if not 0 < len(name.text) <= 12 or _other().search(name.text) or re.search(r"\d元|元$|[。:：=]", name.text):
        return None
    reason = "" if confidence >= 0.9 else _REASON
    values = {"name": name.text, "quantity": quantity, "unit": unit}
    return state(Field.SUPPLIES, rule, confidence, piece, reason, **values)


def _of_table(table: PlanTable) -> list[Fact]:
    found = []
    for row in table.rows:
        name = next((row[key] for key in ("goods", "item", "title") if key in row and row[key].text), None)
        if name is None or "quantity" not in row or re.match("合\\s*计|总\\s*计|小\\s*计", name.text):
            continue
        match = re.match(rf"{_NUMBER}\s*(\S*)", row["quantity"].text)
        unit = row["unit"].text if "unit" in row else match[2] if match else ""
        if (
            table.about == "budget"
            and not unit
            and not re.search("goods", "".join(table.columns))
            and not _has_goods(name.text)
        ):
            continue
        if table.about == "budget" and unit in _NO_UNIT:
            continue
        fact = _state(name, _quantity(match["number"]) if match else "", unit, "table", 0.95, name)
        found += [fact] if fact else []
    return found


_NO_UNIT = frozenset({"人", "次", "天", "趟", "晚", "元", "人次", "辆", "餐", "夜"})
_TRAVEL = re.compile(r"租|费|补|车|餐|住|场|人工|劳")


def _has_goods(name: str) -> bool:
    return not _TRAVEL.search(name) and not _other().search(name)


def _unique(facts: list[Fact]) -> list[Fact]:
    """Once each thing: the first that says a number, else the first."""
    seen: dict[str, Fact] = {}
    for fact in facts:
        name = fact.values["name"]
        known = next((key for key in seen if key == name), None)
        if known is None:
            seen[name] = fact
        elif fact.values["quantity"] and not seen[known].values["quantity"]:
            seen[known] = fact
    return sorted(seen.values(), key=lambda fact: fact.spans[0].start)
