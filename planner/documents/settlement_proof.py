"""What 决算说明 says is proven, what was waived, and where people sign; the page of the settlement shows the same."""

from collections.abc import Iterable, Iterator

from planner import clock
from planner.days import Day
from planner.documents.gbt9704 import text_paragraph
from planner.documents.ledger_wording import format_date
from planner.documents.plan import format_signing_day
from planner.money.finances import Finances
from planner.money.gaps import Gap, WrittenWaiver

_SIGNERS = ("经办人", "验收人", "财务审核", "单位负责人")
# So wide that the days stand below each other, also beside the page of the settlement.
_SIGNER_WIDTH, _ROOM = 5, 5


def state_proofs(money: Finances) -> tuple[str, ...]:
    """A sentence for each proof, gaps included, then one for each waiver."""
    proven = (f"{paper.name}：{paper.printed}" for paper in money.evidence)
    return (*proven, *_waivers(money))


def _waivers(money: Finances) -> Iterator[str]:
    """豁免：横幅 160.00 元没有电子文件。对方调不出。孟会计，2027年8月18日。 One sentence for gaps waived together."""
    for waiver, gaps in group_waived(money.waived):
        names = "、".join(f"{gap.name} {gap.amount.plain()} 元" if gap.subject else gap.name for gap in gaps)
        reason, day = " ".join(waiver.words.split()).rstrip("。"), format_date(clock.local(waiver.at).date())
        yield f"豁免：{names}{waiver.reason.label}。{reason}。{waiver.author}，{day}。"


def group_waived(gaps: Iterable[Gap]) -> list[tuple[WrittenWaiver, tuple[Gap, ...]]]:
    """The gaps that one person waived on one day for the same reason and with the same words, with the first waiver."""
    together: dict[tuple[object, ...], list[tuple[WrittenWaiver, Gap]]] = {}
    for gap in gaps:
        if gap.waiver is not None:
            key = gap.reason, gap.waiver.words, gap.waiver.author, clock.local(gap.waiver.at).date()
            together.setdefault(key, []).append((gap.waiver, gap))
    return [(found[0][0], tuple(gap for _, gap in found)) for found in together.values()]


def compose_evidence(money: Finances) -> Iterator[str]:
    """The proofs of the settlement as a chapter."""
    yield from map(text_paragraph, state_proofs(money))


def signing_lines() -> tuple[str, ...]:
    """Who signs, each with a day to fill in."""
    return tuple(f"{name}：{'＿' * (_ROOM + _SIGNER_WIDTH - len(name))}　　年　月　日" for name in _SIGNERS)


def closing_day(money: Finances) -> str:
    """The day of the 落款: when it was settled, else the month with room for the day."""
    if money.settled_on is not None:
        return format_signing_day(Day.of(money.settled_on))
    return f"{money.today.year}年{money.today.month}月　　日" if money.today else format_signing_day(None)
