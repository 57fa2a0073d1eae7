"""What is read out of a chat list: entries, questions, and where every line of the text went."""

from dataclasses import dataclass, field
from enum import StrEnum


class ChatState(StrEnum):
    """What somebody says of coming; the last two are proposals that are always asked."""

    COMES = "comes"
    LEAVE = "leave"
    CANCELLED = "cancelled"


class ChatDoubt(StrEnum):
    """Why something is asked and not decided here."""

    SAME_NAME = "same_name"
    NUMBER_GAP = "number_gap"
    NUMBER_REPEATED = "number_repeated"
    NO_NUMBER = "no_number"
    NO_NAME = "no_name"
    NAME_UNCLEAR = "name_unclear"
    SEVERAL_NAMES = "several_names"
    OWN_LIST = "own_list"
    COUNT_UNCLEAR = "count_unclear"
    PHONE_UNCLEAR = "phone_unclear"
    IDENTITY_NUMBER = "identity_number"
    LEAVE = "leave"
    CANCELLED = "cancelled"
    QUOTED = "quoted"


@dataclass(frozen=True, slots=True)
class ChatLine:
    """A line as it was pasted; `number` counts from 1."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class ChatLeftOut:
    """A line that says nothing about anybody, and why we think so."""

    line: ChatLine
    why: str


@dataclass(frozen=True, slots=True)
class ChatQuestion:
    """One thing to ask: a code, and a sentence that can be shown as it is."""

    doubt: ChatDoubt
    sentence: str


@dataclass(frozen=True, slots=True)
class ChatPost:
    """Somebody looked for in the head of the list: 🎬会议经理：; `holder` is what stands behind the colon."""

    title: str
    holder: str = ""


@dataclass(frozen=True, slots=True)
class ChatEntry:
    """One entry: who, from where, how many. `count` says how many come, or how many pieces are ordered.

    `relation` is what the writer is to the person named (妈妈); `unit` is a class or any other unit, as it was written;
    `group` is the heading of the part of the list. `raw` is the whole text. A name that could not be read is empty, and
    asked.
    """

    number: int | None
    name: str
    unit: str = ""
    count: int = 1
    phone: str = ""
    relation: str = ""
    remark: str = ""
    state: ChatState = ChatState.COMES
    group: str = ""
    raw: str = ""
    lines: tuple[int, ...] = ()
    questions: tuple[ChatQuestion, ...] = ()

    @property
    def is_doubtful(self) -> bool:
        """Whether something of it is to be asked first."""
        return bool(self.questions)


@dataclass(frozen=True, slots=True)
class ChatReading:
    """A chat list. Every line of the text that isn't blank is in exactly one of its five parts.

    The parts are `header`, `example`, the lines of `entries`, `footer` and `left_out`.
    """

    title: str = ""
    header: tuple[ChatLine, ...] = ()
    example: tuple[ChatLine, ...] = ()
    entries: tuple[ChatEntry, ...] = ()
    footer: tuple[ChatLine, ...] = ()
    left_out: tuple[ChatLeftOut, ...] = ()
    posts: tuple[ChatPost, ...] = ()
    questions: tuple[ChatQuestion, ...] = field(default=())

    @property
    def count(self) -> int:
        """How many come, counting those of whom nothing is to be asked."""
        return sum(e.count for e in self.entries if not e.is_doubtful and e.state is ChatState.COMES)
