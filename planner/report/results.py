"""What papers print of an event beside the text of its summary: plain data, kept with a filed summary as it was."""

from dataclasses import dataclass
from decimal import Decimal

from planner.dossier import Facts, Party
from planner.enums import LabelledEnum
from planner.money.ledger import Handout
from planner.people.feedback import AudienceTally
from planner.report.figures import MONEY_UNIT
from planner.report.sentences import tell_days


class ResultSection(LabelledEnum):
    """What a figure is about, in the order of papers."""

    PEOPLE = "people", "人员"
    PROGRAMME = "programme", "日程"
    HELPERS = "helpers", "志愿服务"
    GIFTS = "gifts", "捐赠和发放"
    MONEY = "money", "经费"
    SAFETY = "safety", "安全"
    COUNTED = "counted", "走访和宣传"


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultRow:
    """A figure, planned and actual, money in 元; None is unknown, and was never planned where `has_plan` is not set.

    `part` names what it is a part of; where `is_sum` is set it is the sum of the rows above it that name the same.
    """

    section: ResultSection
    label: str
    unit: str
    planned: Decimal | None = None
    actual: Decimal | None = None
    has_plan: bool = False
    cause: str = ""
    part: str = ""
    is_sum: bool = False

    @property
    def is_money(self) -> bool:
        """Whether it is an amount in 元."""
        return self.unit == MONEY_UNIT

    @property
    def difference(self) -> Decimal | None:
        """Actual less planned; None while either is unknown."""
        return None if self.planned is None or self.actual is None else self.actual - self.planned


@dataclass(frozen=True, slots=True, kw_only=True)
class Supporter:
    """Somebody from outside who made the event possible: in which part, with which goods, with how much money."""

    name: str
    parts: tuple[str, ...] = ()
    goods: tuple[str, ...] = ()
    money: Decimal | None = None


@dataclass(frozen=True, slots=True)
class FormLine:
    """A line of a form: its heading and what stands in it."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """All of it for one event. `short` are the lines of the short form, `letter` the paragraphs of the letter home."""

    facts: Facts
    parties: tuple[Party, ...] = ()
    rows: tuple[ResultRow, ...] = ()
    feedback: tuple[AudienceTally, ...] = ()
    handouts: tuple[Handout, ...] = ()
    supporters: tuple[Supporter, ...] = ()
    short: tuple[FormLine, ...] = ()
    letter: tuple[str, ...] = ()

    def of_section(self, section: ResultSection) -> tuple[ResultRow, ...]:
        """The figures of a section."""
        return tuple(row for row in self.rows if row.section is section)

    @property
    def days(self) -> str:
        """When it was; "" while nobody knows."""
        return tell_days(self.facts)

    def row(self, label: str) -> ResultRow | None:
        """The figure of that name, if there is one."""
        return next((row for row in self.rows if row.label == label), None)
