"""Lines that are no rows: titles, notes, totals, who filled the table in. Each is left out with its reason."""

import re
from decimal import Decimal

from planner.intake.tables.lines import TableLine
from planner.intake.values.money import read_price

TOTAL, SUBTOTAL = "合计", "小计"
_TOTAL = re.compile(
    r"(?P<sub>本页小计|分?小计)|"
    r"(?:本页)?(?:合计|总计|共计|累计|总合计|总金额|合计金额|金额合计|总价|总数|总人数|经费合计|预算合计|总额)"
)
_BEHIND_TOTAL = re.compile(
    r"(?:[(（][^()（）]*[)）])?"
    r"(?:[:：].*|[¥￥]?-?[\d,.]+\s*[元人名个项份]?.*|人民币.*|大写.*|[一二三四五六七八九十百]+[人名项].*)?"
)
_CAPITALS = re.compile(
    r"(?:合计|总计|金额)?[(（]?(?:人民币)?(?:大写|小写)[)）]?[:：]?.*|"
    r"人民币[零壹贰叁肆伍陆柒捌玖拾佰仟萬万亿元圆角分整正]+"
)
_NOTE = re.compile(
    r"(?:备\s*注|附\s*注|注意|注|说\s*明|填表说明|填报说明|填写说明|要求|温馨提示|提示|附)\s*\d*\s*[:：.、]|"
    r"[*※★▲]|PS|ps[:：]|[(（].*[)）]$|以上|人均"
)
_SIGNED = re.compile(
    r"(?:填\s*表|制\s*表|制\s*单|填\s*报|编\s*制|审\s*核|复\s*核|审\s*批|校\s*对|统\s*计|经\s*办|填写|"
    r"负责人签[字名]|领导签[字名]|签[字名]|盖\s*章|单位盖章|主管|出纳|会计)"
    r"\s*(?:人|单位|日期|时间|部门|领导)?(?:[(（][^()（）]*[)）])?\s*[:：]"
)
_ABOUT = re.compile(
    r"(?:日期|时间|地点|单位|学校|班级|联系人|联系电话|领队|负责人|班主任|编号|活动名称|活动主题)\s*[:：]"
)
_RULE = re.compile(r"[\s|:\-=—_+*·.]+")
_ENDS_SENTENCE = re.compile(r"[。！？；!]$")
_LONG = 30
_FIGURE = re.compile(r"-?\d[\d,]*(?:\.\d+)?")


def total_kind(line: TableLine) -> str:
    """合计 or 小计 where the line adds up others, else nothing."""
    for text in list(line.own.values())[:2]:
        plain = "".join(text.split())
        found = _TOTAL.match(plain)
        if found and _BEHIND_TOTAL.fullmatch(plain[found.end() :]):
            return SUBTOTAL if found["sub"] else TOTAL
    return ""


def why_no_row(line: TableLine, *, main: int | None, width: int) -> str:
    """Why a line is no row, in a few words; nothing for one that may be a row.

    `main` is the column of what a row is about, None while none is known.
    """
    if line.source.is_hidden:
        return "隐藏的行"
    own = line.own
    if not own:
        return "空行"
    texts = list(own.values())
    first = "".join(texts[0].split())
    if _RULE.fullmatch("".join(texts)):
        return "分隔线"
    if _SIGNED.match(first):
        return "填表人、制表人"
    if _CAPITALS.fullmatch(first) and (len(texts) == 1 or main is None or not line.is_own(main)):
        return "大写"
    if len(texts) > 1:
        return "注" if _NOTE.match(first) and main is not None and not line.is_own(main) and main not in own else ""
    return _why_single(line, first, main=main, width=width)


def _why_single(line: TableLine, text: str, *, main: int | None, width: int) -> str:
    """Of a line with one text only: a note unless it may be a row with nothing but what it is about."""
    if width <= 1:
        return "注" if _NOTE.match(text) and ":" in text.replace("：", ":") else ""
    at = next(iter(line.own))
    spans_all = len(line.span(at)) >= width
    if spans_all or at != main or _NOTE.match(text) or _ABOUT.match(text):
        return "注" if spans_all or at == 0 or _NOTE.match(text) else ""
    return "注" if len(text) > _LONG or _ENDS_SENTENCE.search(text) else ""


def why_above(line: TableLine, *, is_first: bool) -> str:
    """Why a line above the headings is left out."""
    if line.source.is_hidden:
        return "隐藏的行"
    if not line.own:
        return "空行"
    first = "".join(next(iter(line.own.values())).split())
    if _SIGNED.match(first):
        return "填表人、制表人"
    return "标题" if is_first else "列名上面的说明"


def total_number(line: TableLine, column: int | None, scale: str = "") -> Decimal | None:
    """The number that a line of totals says: in the column that is added up, else the last one of the line."""
    texts = list(line.own.items())
    if column is not None and line.text(column):
        texts = [(column, line.text(column))]
    for _, text in reversed(texts):
        if text.startswith("="):
            continue
        value, _ = read_price(f"{text}{scale}" if _FIGURE.fullmatch(text) else text)
        found = value.text or (match[0] if (match := _FIGURE.search(text)) else "")
        if found:
            return Decimal(found.replace(",", ""))
    return None
