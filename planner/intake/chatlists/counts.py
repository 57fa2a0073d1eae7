"""How many: +1, 3人, 2箱, 2大1小; years, classes and times are no people."""

import re

from planner.intake.chatlists.draft import EntryDraft
from planner.intake.chatlists.names import HAN
from planner.intake.chatlists.values import ChatDoubt

MOST = 99
_DIGITS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_N = r"(\d{1,3}|[一二两三四五六七八九十])"
_FAMILY = re.compile(
    rf"(?<!\d){_N}\s*个?(?:大人?|成人|家长)\s*[,，、+和]?\s*{_N}\s*个?(?:小孩?子?|小朋友|孩子|儿童|娃)(?![班一-龥])"
)
_PLUS = re.compile(r"(?:\+|(?<![^\s,])加)\s*(\d{1,3}|[一二两三])(?!\d)\s*(?:人|个|位)?")
_TIMES = re.compile(r"(?<![A-Za-z])[xX×*]\s*(\d{1,2})(?!\d)")
_PIECES = re.compile(
    rf"(?:一共|总共|共计|共|一家|全家|我家|各|来|订|要)?(?<![\d.第]){_N}\s*"
    r"(?:人份|人|名|位|口|份|箱|盒|件|斤|套|张|本|瓶|袋|桶|只)(?!一|级|次|间)"
)
_WITH = re.compile(rf"带\s*{_N}\s*(?:个|名|位)?\s*(?:人|孩子|小孩|小朋友|娃|同学|朋友|家长)")
_LONE = re.compile(r"(?<![\w.:/+-])(\d{1,2})(?![\w.:/%-])")
# 王五两人 is 王五 with two, 张三名 may be a name.
_GLUED = re.compile(rf"[{HAN}](?<![共家各来订要])[一二两三四五六七八九十]\s*(?:人|名|位|口|本|张)")
# 我和我老公, 带娃: somebody besides, nobody says how many.
_BESIDES = re.compile(r"我和|和我|带(?:上|着)?(?:娃|孩子|小孩|老公|老婆|家人|家属|朋友)|全家|一家子|我们")
_RANGE = re.compile(r"\d\s*[-~—至到]\s*\d+\s*[人名位份个]")


def take_count(body: EntryDraft, text: str) -> str:
    """The text without its count, which `body` has then; counts that contradict each other, or are odd, are asked."""
    found: list[int] = []
    if _GLUED.search(text) or _RANGE.search(text):
        body.ask(ChatDoubt.COUNT_UNCLEAR, "来几个人不清楚")
    rest, many = _read(_WITH, text, found, add=1)
    if many:
        body.ask(ChatDoubt.COUNT_UNCLEAR, "写了带人，一共来几个人")
    rest, _ = _read(_FAMILY, rest, found)
    rest, plus = _read(_PLUS, rest, found, add=1)
    rest, _ = _read(_PIECES, rest, found)
    rest, _ = _read(_TIMES, rest, found)
    if not found and _BESIDES.search(rest):
        body.ask(ChatDoubt.COUNT_UNCLEAR, "还有别人一起来，一共几个人")
    elif not found:
        rest, lone = _read(_LONE, rest, found)
        if lone:
            body.ask(ChatDoubt.COUNT_UNCLEAR, f"只写了一个数 {found[0]}，是人数吗")
    if found:
        body.count = found[0] if 0 < found[0] <= MOST else 1
        if len(set(found)) > 1 or found[0] != body.count:
            written = "、".join(str(n) for n in found)
            body.ask(ChatDoubt.COUNT_UNCLEAR, f"来几个人不清楚，写的是 {written}")
    if plus and re.search("妈|爸|奶奶|爷爷|外婆|外公|家长", rest):
        body.ask(ChatDoubt.COUNT_UNCLEAR, "家长写了 +，是孩子一个人，还是再加家长")
    return rest


def _read(pattern: re.Pattern[str], text: str, found: list[int], *, add: int = 0) -> tuple[str, bool]:
    """The text without what the pattern finds; every sum of its numbers, plus `add`, goes to `found`."""
    sums = [add + sum(_number(digits) for digits in match.groups()) for match in pattern.finditer(text)]
    found += sums
    return (pattern.sub(" ", text), True) if sums else (text, False)


def _number(digits: str) -> int:
    return _DIGITS.get(digits) or int(digits)
