"""What the page of a chat list shows: where each line went, what is asked, what would be signed up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planner.enums import SignUpState
from planner.intake.chatlists import ChatDoubt, ChatEntry, ChatReading, ChatState, write_chat_list
from planner.masking import mask_name, mask_phone
from planner.models import Volunteer
from planner.people import Slot
from planner.people.applicants import Applicant
from planner.services.listedsignups import Listed, ListedResult
from planner.telling import split_names

ADD, ANOTHER, LEAVE, SKIP = "add", "another", "leave", "skip"
LONGEST_UNIT = 80
_GOING = frozenset({ChatState.LEAVE, ChatState.CANCELLED})


@dataclass(frozen=True, slots=True)
class ChatAsk:
    """Something that is asked of an entry: how it is put, what may be answered, and what was."""

    at: int
    where: str
    title: str
    raw: str
    name: str
    choices: tuple[tuple[str, str], ...]
    answer: str = ""


@dataclass(frozen=True, slots=True)
class ChatRow:
    """A line of the text as it was pasted, and what becomes of it; `fate` is in, ask or out."""

    raw: str
    fate: str
    why: str = ""
    name: str = ""
    unit: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ChatPage:
    """A chat list as it was read."""

    rows: tuple[ChatRow, ...]
    asks: tuple[ChatAsk, ...]
    sentences: tuple[str, ...]
    adding: int

    @property
    def heading(self) -> str:
        """What the page says first."""
        return f"接龙里认出 {self.adding} 人"

    @property
    def left_out(self) -> int:
        """How many lines say nothing of anybody."""
        return sum(row.fate == "out" for row in self.rows)

    @property
    def shares(self) -> tuple[tuple[str, float], ...]:
        """Which part of the lines is signed up, asked, left out, in percent."""
        total = len(self.rows) or 1
        counts = (sum(row.fate == fate for row in self.rows) for fate in ("in", "ask", "out"))
        return tuple(zip(("in", "ask", "out"), (round(100 * count / total, 2) for count in counts), strict=True))

    @property
    def button(self) -> str:
        """What the button says that does it."""
        decided = sum(bool(ask.answer) for ask in self.asks)
        if decided:
            return f"照上面的定下来（{self.adding + decided} 条）"
        return f"报名 {self.adding} 人"


def chat_page(reading: ChatReading, answers: Mapping[str, str]) -> ChatPage:
    """The page of a reading, with the answers that were given so far."""
    earlier: set[str] = set()
    asks: list[ChatAsk] = []
    for at, entry in enumerate(reading.entries):
        if is_asked(entry):
            asks.append(_ask(at, entry, answers, is_second=entry.name in earlier))
        earlier.add(entry.name)
    adding = sum(entry.count for entry in reading.entries if not is_asked(entry))
    return ChatPage(_rows(reading), tuple(asks), tuple(q.sentence for q in reading.questions), adding)


def is_asked(entry: ChatEntry) -> bool:
    """Whether an entry waits for an answer: everybody who serves has a name of their own."""
    return entry.is_doubtful or entry.count != 1


def listed_of(reading: ChatReading, answers: Mapping[str, str]) -> tuple[list[Listed], list[str], list[ChatEntry]]:
    """Who is to be signed up, who leaves, and the entries that are still to be decided."""
    listed: list[Listed] = []
    leaving: list[str] = []
    open_ones: list[ChatEntry] = []
    for at, entry in enumerate(reading.entries):
        answer = answers.get(f"ask-{at}", "") if is_asked(entry) else ADD
        names = split_names(answers.get(f"name-{at}", "")) if is_asked(entry) else [entry.name]
        if answer in (ADD, ANOTHER) and names:
            listed += [_listed(entry, name, is_another=answer == ANOTHER) for name in names]
        elif answer == LEAVE and names:
            leaving += names
        elif answer != SKIP:
            open_ones.append(entry)
    return listed, leaving, open_ones


def left_text(reading: ChatReading, open_ones: Sequence[ChatEntry]) -> str:
    """What stays in the box: what is still open, and before it the first of its name, else nobody would ask again."""
    again = {entry.name for entry in open_ones if _is_unclear(entry, ChatDoubt.SAME_NAME)}
    kept = list[ChatEntry]()
    for entry in reading.entries:
        is_first = entry.name in again and all(entry.name != earlier.name for earlier in kept)
        if is_first or entry in open_ones:
            kept.append(entry)
    return "\n".join(entry.raw for entry in kept)


def settled_numbers(reading: ChatReading, open_ones: Sequence[ChatEntry]) -> set[int]:
    """The numbers of the entries that need not stand in the box any more, so that nobody asks where they are."""
    still = {entry.number for entry in open_ones}
    return {entry.number for entry in reading.entries if entry.number is not None and entry.number not in still}


def tell_result(result: ListedResult) -> list[str]:
    """What was done, in sentences for the head of the page."""
    told = [f"报上 {len(result.made)} 人" + (f"，其中候补 {result.waiting} 人" if result.waiting else "")]
    told += [f"早就报过的 {len(result.already)} 人：{'、'.join(result.already)}"] if result.already else []
    told += [f"退出 {len(result.left)} 人：{'、'.join(result.left)}"] if result.left else []
    told += [f"{name}没退：{sentence}" for name, sentence in result.stayed]
    return told + [f"{name}没报上：{refusal.sentence}" for name, refusal in result.refused]


def chat_text(
    title: str, slots: Sequence[Slot], signed_up: Sequence[tuple[str, SignUpState, Volunteer]]
) -> tuple[tuple[str, str], ...]:
    """The list of each shift as it stands, for the chat to go on: the shift, and the text.

    Of those who are on it the chat learns unit and surname, no more.
    """
    found = []
    for slot in slots:
        people = [(state, one) for shift, state, one in signed_up if shift == slot.key]
        entries = [_entry_of(state, one) for state, one in people]
        text = write_chat_list(f"{title} {slot.label}，要 {slot.shift.places} 人", "单位 姓名 电话", entries)
        found.append((slot.label, text))
    return tuple(found)


def _entry_of(state: SignUpState, volunteer: Volunteer) -> ChatEntry:
    remark = SignUpState.WAITING.label if state is SignUpState.WAITING else ""
    return ChatEntry(None, mask_name(volunteer.name), unit=volunteer.unit, remark=remark)


def _listed(entry: ChatEntry, name: str, *, is_another: bool) -> Listed:
    phone = entry.phone if name == entry.name and not _is_unclear(entry, ChatDoubt.PHONE_UNCLEAR) else ""
    unit = "，".join(filter(None, (entry.unit, entry.remark)))[:LONGEST_UNIT]
    return Listed(Applicant(name=name, phone=phone, unit=unit), is_another)


def _is_unclear(entry: ChatEntry, doubt: ChatDoubt) -> bool:
    return any(question.doubt is doubt for question in entry.questions)


def _ask(at: int, entry: ChatEntry, answers: Mapping[str, str], *, is_second: bool) -> ChatAsk:
    title = "；".join(question.sentence for question in entry.questions)
    if not title:
        title = f"{entry.name}写了 {entry.count} 人，每个人的姓名都写上"
    where = f"第 {entry.number} 条" if entry.number is not None else f"第 {entry.lines[0]} 行"
    name = answers.get(f"name-{at}", entry.name)
    return ChatAsk(
        at, where, title, entry.raw, name, _choices(entry, is_second=is_second), answers.get(f"ask-{at}", "")
    )


def _choices(entry: ChatEntry, *, is_second: bool) -> tuple[tuple[str, str], ...]:
    if entry.state in _GOING:
        return (LEAVE, "退出这一班"), (SKIP, "不动")
    if is_second:
        return (ANOTHER, "是另一个人"), (SKIP, "同一人，不加")
    return (ADD, "加上"), (SKIP, "先不加")


def _rows(reading: ChatReading) -> tuple[ChatRow, ...]:
    """Every line of the text in its order, an entry at its first line."""
    found: dict[int, ChatRow] = {}
    for why, lines in (
        ("标题，没用上", reading.header),
        ("例子，没用上", reading.example),
        ("结尾的话", reading.footer),
    ):
        found |= {line.number: ChatRow(line.text, "out", why) for line in lines}
    found |= {left.line.number: ChatRow(left.line.text, "out", left.why) for left in reading.left_out}
    rows = [(number, row) for number, row in found.items()]
    rows += [(entry.lines[0] if entry.lines else 0, _entry_row(entry)) for entry in reading.entries]
    return tuple(row for _, row in sorted(rows, key=lambda pair: pair[0]))


def _entry_row(entry: ChatEntry) -> ChatRow:
    asked = is_asked(entry)
    note = "，".join(filter(None, (entry.relation, mask_phone(entry.phone), entry.remark)))
    why = "要问" if asked else ""
    return ChatRow(entry.raw, "ask" if asked else "in", why, entry.name, entry.unit, note)
