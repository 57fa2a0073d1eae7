"""What the title of an entry speaks of: a day of the school year, or an event that somebody plans."""

import re

from planner.schooldays import SchoolDayKind

_SPEAKS_OF_EXAM = re.compile(
    r"考试|月考|联考|统考|会考|学考|补考|模拟考|测试|测评|质检"
    r"|[中高]考(?!.*(?:誓师|动员|表彰))|期[中末](?=考|检|测|质|复习|\W|$)"
)
# The first that is found decides, so what is certain stands before what a festival is only called by.
_BEFORE_EVENTS: tuple[tuple[SchoolDayKind, re.Pattern[str]], ...] = (
    (SchoolDayKind.EXAM, _SPEAKS_OF_EXAM),
    (SchoolDayKind.HOLIDAY, re.compile("放假|休假|停课|休息")),
    (SchoolDayKind.WORKDAY, re.compile("补课|补班|上班|调休|上课")),
    (SchoolDayKind.TERM, re.compile("开学|报到|注册|返校|散学|结业|休业|正式行课|学期[始初末结]|第[一二]学期$")),
)
_EVENTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("childrens_day", re.compile("六一|儿童节|游园")),
    ("study_tour", re.compile("研学|夏令营|冬令营|春游|秋游|参观|踏青")),
    ("volunteer_teaching", re.compile("支教|三下乡")),
    ("outdoor_training", re.compile("拓展|远足|运动会|体育节|徒步")),
    ("performance", re.compile("文艺|演出|晚会|联欢|汇演|艺术节|合唱")),
    ("qingming", re.compile("祭扫|扫墓|祭英烈|烈士")),
    ("chongyang", re.compile("敬老|重阳")),
    ("spring_festival", re.compile("慰问|走访|送温暖")),
    ("blank", re.compile("志愿|学雷锋|义卖|队日|入队|离队|团日|入团|社会实践|劳动实践|关爱|留守|捐|公益|活动")),
)
_AFTER_EVENTS = re.compile("寒假|暑假|假期|小长假|春节|国庆|元旦|清明|端午|中秋|劳动节|五一|除夕")


def guess_school_days(title: str) -> SchoolDayKind:
    """The kind of day that the words of a title speak of; OTHER when none is telling."""
    found = next((kind for kind, words in _BEFORE_EVENTS if words.search(title)), None)
    if found is not None:
        return found
    return SchoolDayKind.HOLIDAY if _AFTER_EVENTS.search(title) else SchoolDayKind.OTHER


def guess_event(title: str) -> str:
    """The kind of event, by its code, that a title speaks of; "" for what is no event of ours."""
    if any(words.search(title) for _, words in _BEFORE_EVENTS):
        return ""
    return next((kind for kind, words in _EVENTS if words.search(title)), "")
