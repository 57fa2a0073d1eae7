"""The volunteer file of a unit: to what whoever stands in it agreed, and how one looks through it."""

from dataclasses import dataclass
from datetime import date

from planner.enums import LabelledEnum
from planner.pinyin import sounds_like

KEPT_MONTHS = 24
# PIPL art. 31: below this age the yes of a parent is asked for, which nobody gives here.
KEPT_FROM_AGE = 14
# 未成年人保护法 art. 62: the records of those close to children are looked up again every year.
RECORD_MONTHS = 12
KEEPING_VERSION = "2026-11"
KEEPING_LABEL = "以后有活动，可以再请我"
KEEPING = (
    "我的姓名、手机号、性别、出生年月、单位、特长、居住区域、服务类别、培训和表彰，培训和无犯罪记录查询的有效期，"
    "参加过几次、几次没来，"
    f"留在这个单位的志愿者档案里，只给组织者请人用；{KEPT_MONTHS} 个月没有再报名就删除，我随时能在自己的页面上取消。"
)


class FileStanding(LabelledEnum):
    """By what the file is narrowed."""

    EXPERIENCED = "experienced", "老志愿者"
    TRAINED = "trained", "培训有效"
    CHECKED = "checked", "查过记录"
    ABSENT = "absent", "有未到"


@dataclass(frozen=True, slots=True)
class FileFilters:
    """What is looked for: part of a name, its sounds or their initials, a whole phone number, a skill; a standing."""

    text: str = ""
    standing: FileStanding | None = None


@dataclass(frozen=True, slots=True)
class ServiceCounts:
    """At how many events that are over somebody served, how often they did not come, when they last did; the minutes
    that were approved.
    """

    events: int = 0
    absences: int = 0
    last_day: date | None = None
    minutes: int = 0


def latest(*days: date | None) -> date | None:
    """Until when something holds of which several know: the longest; None where nobody knows."""
    return max(filter(None, days), default=None)


def is_meant(text: str, name: str, skills: str) -> bool:
    """Whether somebody is meant by what was typed: 知远, lzy, linzhi, or what they can do."""
    typed = text.strip().casefold()
    return typed in name.casefold() or typed in skills.casefold() or sounds_like(name, typed)
