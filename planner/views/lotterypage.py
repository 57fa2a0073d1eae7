"""What everybody may see of a lottery: the rule before it, and all that is needed to draw again after it."""

from dataclasses import dataclass

from planner import clock
from planner.models import SignUpDesk, SignUpLottery
from planner.people.lottery import ShiftDraw, describe_lottery, fingerprint_of_ticket, read_draws
from planner.people.signingrules import tell_moment
from planner.views.visitors import Desk

GONE_SHIFT = "已删掉的班次"


@dataclass(frozen=True, slots=True)
class LotteryNote:
    """What stands on the public page where places go by lot, and what its link says."""

    sentence: str
    verb: str


@dataclass(frozen=True, slots=True)
class DrawnTicket:
    """A ticket as it was drawn: its number, how many go in with it, by what it was ordered, what became of it."""

    number: str
    people: int
    fingerprint: str
    is_placed: bool


@dataclass(frozen=True, slots=True)
class DrawnShift:
    """The draw of one shift."""

    label: str
    places: int
    tickets: tuple[DrawnTicket, ...]


@dataclass(frozen=True, slots=True)
class LotteryPage:
    """The rule, the fingerprint and, after the draw, the seed with all numbers: nothing of any person."""

    title: str
    heading: str
    steps: tuple[str, ...]
    commitment: str
    seed: str
    shifts: tuple[DrawnShift, ...]
    is_drawn: bool


def tell_draw(lottery: SignUpLottery) -> str:
    """7月30日 18:30 抽签."""
    return f"{tell_moment(clock.local(lottery.draws_at))} 抽签"


def lottery_note(desk: SignUpDesk) -> LotteryNote | None:
    """What the public page says of the lottery, where there is one."""
    if desk.lottery is None:
        return None
    if desk.coming_draw is None:
        return LotteryNote("名额是抽签定的，抽完了。", "看结果，自己重算一遍")
    return LotteryNote(f"先报后报机会一样，{tell_draw(desk.coming_draw)}。", "怎么抽")


def lottery_page(desk: Desk, lottery: SignUpLottery) -> LotteryPage:
    """The page; the seed is on it only when it was drawn."""
    is_drawn = lottery.drawn_at is not None
    seed = lottery.seed if is_drawn else ""
    labels = {slot.key: slot.label for slot in desk.slots}
    return LotteryPage(
        title=desk.dossier.facts.title,
        heading="抽签结果" if is_drawn else tell_draw(lottery),
        steps=describe_lottery(lottery.commitment, when=tell_moment(clock.local(lottery.draws_at)) + " ", seed=seed),
        commitment=lottery.commitment,
        seed=seed,
        shifts=tuple(_shift(draw, labels, seed) for draw in read_draws(lottery.record)),
        is_drawn=is_drawn,
    )


def _shift(draw: ShiftDraw, labels: dict[str, str], seed: str) -> DrawnShift:
    placed = set(draw.placed)
    tickets = tuple(
        DrawnTicket(one.number, one.people, fingerprint_of_ticket(seed, one.number), one.number in placed)
        for one in draw.tickets
    )
    return DrawnShift(labels.get(draw.shift, GONE_SHIFT), draw.places, tickets)
