"""What a line is about, told from the words of its category and item."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from budgets.line import Line


class Topic(StrEnum):
    """The subjects that the rules of a budget ask about; the value is the usual name of the category."""

    LODGING = "住宿费"
    TRANSPORT = "交通费"
    INSURANCE = "保险费"
    TICKET = "门票费"
    RESERVE = "不可预见费"
    MEAL = "餐费"
    GIFT = "慰问品"
    CASH_GIFT = "慰问金"
    CLOTHES = "服装"
    LECTURE = "讲课费"
    GUIDE = "讲解费"
    LABOUR = "劳务费"
    PUBLICITY = "宣传费"


FEES = frozenset((Topic.LECTURE, Topic.GUIDE, Topic.LABOUR))
"""What is paid to persons for what they do."""

BOARD_AND_LODGING = frozenset((Topic.MEAL, Topic.LODGING))

# Words that look like a topic and are none: 餐巾, 保险箱, 交通安全, 大巴司机.
_WORDS = {
    Topic.CASH_GIFT: "慰问金|慰问款|(?:助学|救助|帮扶|资助|补助|抚慰|奖学|关爱)金|现金|红包(?!袋|封)|压岁钱",
    Topic.INSURANCE: "保险(?!箱|柜|丝|杠)|(?<![探风危抢])险(?=费|$)",
    Topic.RESERVE: "不可预见|备用金|预备费|机动费|应急费",
    Topic.PUBLICITY: "宣传|横幅|海报|印刷|印制|打印|条幅|喷绘|展板|易拉宝",
    Topic.LODGING: "住宿|宿费|房费|酒店|宾馆|旅馆|民宿|客栈|招待所|标准?间|[单双三四六八大]人?间|床位|宿舍|帐篷",
    Topic.TICKET: "门票|入园|入场券|参观票|展厅票",
    Topic.TRANSPORT: (
        "交通(?!安全|规则|法规|标志)|车费|租车|包车|用车|打车|乘车|接送|(?:大|中|小)巴(?!司机)|大?客车|面包车|"
        "商务车|班车|"
        "出租车|网约车|[接送][机站]|公交|地铁|高铁|动车|火车|车辆|车票|货车|运费|油费|加油|燃油|过路|通行费|"
        "停车费|机票|船票"
    ),
    Topic.MEAL: "餐(?!巾|具|桌|垫|盒|车)|伙食|生活费|用饭|盒饭|年夜饭|团圆饭|夜宵|茶歇|点心",
    Topic.GIFT: "慰问(?:品|物资|包)|慰问$|礼物|礼品|礼包|礼盒|伴手礼|学习用品|文具|书包|留念|纪念品",
    Topic.CLOTHES: "服装|[队营校礼]服|活动服|演出服|表演服|舞蹈服|T恤|文化衫|衬衫|马甲",
    Topic.GUIDE: "讲解|解说|导游",
    Topic.LECTURE: "讲课|讲座|课酬|授课|讲学|主讲|专题报告|师资|课时费|[专讲][家师]费",
    Topic.LABOUR: (
        "劳务|误工|酬金|酬劳|稿酬|(?:评审|裁判|主持|教练|指导|人工)费|"
        "(?<!误餐)(?<!差旅)(?<!交通)(?<!伙食)(?:补助|补贴|津贴)"
    ),
}
_PATTERN = re.compile("|".join(f"(?P<{topic.name}>{words})" for topic, words in _WORDS.items()))
# What stands in brackets, or is included, is not the thing itself: 酒店（含早餐）, 大巴含司机餐费.
_ASIDE = re.compile(r"[（(\[【].*?[）)\]】]|(?:含|包括|包含).*")
_LISTED = re.compile("[、，,；;/／+＋]|和|与|及")
# What may follow 讲座 where it is the fee itself; 讲座场地 and 讲座海报 are things.
_AFTER_FEE = re.compile(r"(?:费|酬|劳务|老师|教师|专家|讲师|人|员|嘉宾|活动|课)*(?:\s.*|\d.*)?")
# Somebody who is paid, where the line says nothing else: 陶艺老师, 拓展教练.
_HIRED = re.compile("(?:老师|教练|师傅|导师|教官|主持人?|摄影师|化妆师|评委|讲师|律师|裁判|翻译|保安|厨师|搬运工?)$")
# A gift is a gift whatever it is, and a reserve buys nothing yet.
_STANDING = frozenset((Topic.GIFT, Topic.CASH_GIFT, Topic.RESERVE))


@lru_cache(maxsize=8192)
def topics_in(text: str) -> frozenset[Topic]:
    """Every topic that a text speaks of."""
    found = frozenset(Topic[match.lastgroup] for match in _PATTERN.finditer(text) if match.lastgroup)
    return found | BOARD_AND_LODGING if "食宿" in text else found


def topics_of(line: Line) -> frozenset[Topic]:
    """The topics of a line; item and category both count.

    The item says what it is, the category what it counts as: a lecture under 劳务费 is both a lecture and labour, and
    the meal of a lecturer under 餐费 is a meal, not a lecture.
    """
    return _topics_of(line.category, line.item)


@lru_cache(maxsize=8192)
def _topics_of(category: str, item: str) -> frozenset[Topic]:
    general = topics_in(category)
    things, fees = _topics_listed(item)
    if Topic.CASH_GIFT in things:
        return frozenset((Topic.CASH_GIFT,))
    if general & _STANDING:
        return general
    if not general and not things and not fees and _HIRED.search(_ASIDE.sub("", item)):
        return frozenset((Topic.LABOUR,))
    if things and not (general and things == {Topic.RESERVE}):
        return things
    if general & FEES:
        return general | topics_in(item) & FEES
    return general or fees


def _topics_listed(item: str) -> tuple[frozenset[Topic], frozenset[Topic]]:
    """Of all that an item lists, what it is about: things, and fees. The last word of a Chinese name is the thing."""
    found = set()
    for part in _LISTED.split(_ASIDE.sub("", item)):
        matches = list(_PATTERN.finditer(part))
        name = matches[-1].lastgroup if matches else None
        if name and (Topic[name] not in FEES or _AFTER_FEE.fullmatch(part, matches[-1].end())):
            found.add(Topic[name])
    if "食宿" in item:
        found |= BOARD_AND_LODGING
    return frozenset(found - FEES), frozenset(found & FEES)
