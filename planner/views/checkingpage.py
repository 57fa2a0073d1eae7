"""The answer to whoever checks a certificate: one word, one sentence, and of a genuine one what its paper says."""

from dataclasses import dataclass

from planner.days import say_date
from planner.people.certificate import Certificate
from planner.people.hours import format_hours
from planner.services.certificatechecks import CheckedCertificate, Verdict


@dataclass(frozen=True, slots=True)
class CheckAnswer:
    """What stands on top; `icon` and `tone` say it without words."""

    title: str
    sentence: str
    tone: str
    icon: str


@dataclass(frozen=True, slots=True)
class CheckPage:
    """The page: an answer once something was asked; `facts`, each with its lines, only of a genuine certificate.

    `asks` says that the form is drawn.
    """

    answer: CheckAnswer | None
    facts: tuple[tuple[str, tuple[str, ...]], ...]
    asks: bool
    unit: str


def check_page(number: str, checked: CheckedCertificate | None) -> CheckPage:
    """What is said of that number; before anything was asked only the form."""
    if checked is None:
        return CheckPage(None, (), asks=True, unit="")
    facts = checked.facts
    return CheckPage(
        answer=_answer(number, checked),
        facts=_facts(facts) if facts else (),
        asks=checked.verdict.is_wrong,
        unit=facts.issuer.unit if facts else "",
    )


def _answer(number: str, checked: CheckedCertificate) -> CheckAnswer:
    day = say_date(checked.since) if checked.since else ""
    answers = {
        Verdict.GENUINE: CheckAnswer("这张是真的", "和记录单位的记录一致，现在有效。", "", "check-lg"),
        Verdict.CHANGED: CheckAnswer(
            "改动过",
            "有这个编号，但校验码对不上：编号、校验码或别的地方被改过，也可能抄错了。以记录单位的为准。",
            "gone",
            "x-lg",
        ),
        Verdict.WITHDRAWN: CheckAnswer(
            "已撤销", f"{day}由记录单位撤销，不能再用。要新的，请本人找记录单位。", "not", "slash-lg"
        ),
        Verdict.OUTDATED: CheckAnswer(
            "时长改过", f"{day}记录单位更正了时长，这张不能再用。请本人拿新的那张。", "not", "slash-lg"
        ),
        Verdict.ERASED: CheckAnswer("核对不了", f"{day}本人要求清除了资料，这里没有这张的内容了。", "not", "slash-lg"),
        Verdict.UNKNOWN: CheckAnswer(
            "没有这张", f"没有编号 {number} 的证明。看看是不是抄错了。", "gone", "question-lg"
        ),
    }
    return answers[checked.verdict]


def _facts(paper: Certificate) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Everything that the paper says, in its words and order; what is not on it is not here."""
    said = (
        ("编号", (paper.number,)),
        ("姓名", (paper.person,)),
        ("服务时间", (f"{paper.hours} 小时",)),
        ("服务内容", _lines(paper)),
        ("说明", (paper.remarks,)),
        ("记录单位", (paper.issuer.unit,)),
        ("经办人", (paper.issuer.handler,)),
        ("联系电话", (paper.issuer.phone,)),
        ("开具日期", (say_date(paper.issued_on),)),
    )
    return tuple((name, lines) for name, lines in said if any(lines))


def _lines(paper: Certificate) -> tuple[str, ...]:
    """2027年8月10日 看见家乡的山和水，江口湿地栈道，栈道看护，2.5 小时."""
    found: list[str] = []
    for line in sorted(paper.lines, key=lambda line: line.day):
        what = "，".join(filter(None, (line.event, line.place, line.content)))
        found.append(f"{say_date(line.day)} {what}，{format_hours(line.minutes)} 小时")
    return tuple(found)
