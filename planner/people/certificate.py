"""What a 志愿服务记录证明 says: time, content, recording unit (民政部令第67号 art. 15), and more of art. 7 and 10."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from planner.days import say_date
from planner.people.hours import HoursRule, format_hours

BY_EACH_RULE = "服务时间按实际服务计，不含往返路程，各次活动按当时本单位的规则计。"


@dataclass(frozen=True, slots=True)
class CertificateLine:
    """One day of service: where, what, and for how many minutes."""

    day: date
    event: str
    place: str
    content: str
    minutes: int


@dataclass(frozen=True, slots=True)
class CertificateIssuer:
    """The unit that recorded the service and states it: 谁记录谁证明."""

    unit: str
    handler: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Certificate:
    """One certificate. `identity` is masked by whoever makes it; empty parts are not printed.

    `address` is what the code opens, `page` what one types instead, `code` what belongs to the number. `rule` is None
    on a paper of several events that were counted by different ones.
    """

    number: str
    name: str
    lines: Sequence[CertificateLine]
    issuer: CertificateIssuer
    issued_on: date
    address: str
    page: str
    code: str
    sex: str = ""
    born: str = ""
    identity: str = ""
    organiser: str = ""
    leader: str = ""
    evaluation: str = ""
    evaluated_on: date | None = None
    rule: HoursRule | None = HoursRule()

    @property
    def minutes(self) -> int:
        """The time of all lines."""
        return sum(line.minutes for line in self.lines)

    @property
    def hours(self) -> str:
        """The same in hours: 6.5."""
        return format_hours(self.minutes)

    @property
    def person(self) -> str:
        """Who it is about: 林知远，男，2004年11月生，身份证号 3600**********0017."""
        born = f"{self.born}生" if self.born else ""
        identity = f"身份证号 {self.identity}" if self.identity else ""
        return "，".join(part for part in (self.name, self.sex, born, identity) if part)

    @property
    def remarks(self) -> str:
        """How the time is counted, who organised and led, how it was judged."""
        people = [f"活动组织单位：{self.organiser}"] if self.organiser else []
        people += [f"活动负责人：{self.leader}"] if self.leader else []
        sentences = [self.rule.sentence if self.rule else BY_EACH_RULE] + (["；".join(people) + "。"] if people else [])
        if self.evaluation:
            day = f"，{say_date(self.evaluated_on)}" if self.evaluated_on else ""
            sentences.append(f"服务评价：{self.evaluation}{day}。")
        return "".join(sentences)
