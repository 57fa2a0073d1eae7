"""What is shown before something is done to several people of a shift, and the texts that are copied."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from planner.models import Event, SignUp
from planner.people import Slot, age_on
from planner.people.grouptexts import call_politely
from planner.permissions import Access
from planner.views.volunteernames import show_volunteer


class SeveralStep(Enum):
    """What is done to several at once; the first value names it in addresses."""

    CONFIRM = "confirm", "确认"
    REFUSE = "refuse", "婉拒"
    REMIND = "remind", "催一下"
    PHONES = "phones", "复制电话"

    def __init__(self, code: str, label: str) -> None:
        self.code, self.label = code, label

    @classmethod
    def of(cls, code: str) -> "SeveralStep":
        """The one of that code; for any other word the first."""
        return next((step for step in cls if step.code == code), cls.CONFIRM)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeveralPage:
    """Who is chosen, what is to be done; `text` is what is to be copied instead, where there is any."""

    title: str
    action: str
    names: tuple[str, ...]
    ids: tuple[int, ...]
    text: str
    asks_word: bool


def several_page(event: Event, access: Access, slot: Slot, chosen: Sequence[SignUp], step: SeveralStep) -> SeveralPage:
    """The page of one step."""
    return SeveralPage(
        title=f"{step.label} {len(chosen)} 人",
        action=step.code,
        names=tuple(show_volunteer(one.volunteer, access) for one in chosen),
        ids=tuple(one.id for one in chosen),
        text=_text(event, slot, chosen, step),
        asks_word=step is SeveralStep.REFUSE,
    )


def _text(event: Event, slot: Slot, chosen: Sequence[SignUp], step: SeveralStep) -> str:
    if step is SeveralStep.PHONES:
        return "\n".join(f"{one.volunteer.name} {one.volunteer.phone or '没有手机号'}" for one in chosen)
    if step is SeveralStep.REMIND:
        called = "、".join(_polite(one, slot) for one in chosen)
        return f"{called}：{event.title}的{slot.label}，请打开自己的页面，回一下还能来还是来不了。"
    return ""


def _polite(sign_up: SignUp, slot: Slot) -> str:
    born = sign_up.volunteer.month_of_birth
    age = age_on(born, slot.begins.date()) if born and slot.begins else None
    return call_politely(sign_up.volunteer.name, age)
