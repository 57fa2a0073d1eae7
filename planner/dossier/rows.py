"""The rows of a dossier: one frozen class for each noun."""

import re
from datetime import time
from decimal import Decimal

from budgets import Line, Money
from planner.days import Day, hours_label
from planner.enums import (
    GroupSide,
    ItemKind,
    PartyRole,
    SafetyPhase,
    SectionSource,
)
from planner.nouns import row_of, set_row_type
from planner.questionkinds import QuestionKind, QuestionReaders


@row_of("sections")
class Section:
    """A chapter of the plan; `source` says which records are printed below its text."""

    key: str
    heading: str
    source: SectionSource = SectionSource.TEXT
    text: str = ""
    guidance: str = ""


@row_of("parties")
class Party:
    """An organisation that takes part."""

    key: str
    role: PartyRole = PartyRole.HOST
    name: str = ""


@row_of("phases")
class Phase:
    """A stretch of days with an owner, e.g. 准备阶段."""

    key: str
    name: str
    starts_on: Day | None = None
    ends_on: Day | None = None
    owner: str = ""
    detail: str = ""


@row_of("stops")
class Stop:
    """A place of the event, in travelling order."""

    key: str
    name: str
    address: str = ""
    free_entry: bool = False
    remark: str = ""


@row_of("head_counts")
class HeadCount:
    """How many persons of one group take part; `count` None is not known yet."""

    key: str
    group: str
    count: int | None = None
    side: GroupSide = GroupSide.CHILD
    remark: str = ""


@row_of("duties")
class Duty:
    """A person with a role and a task; an empty name is a post still to be filled."""

    key: str
    role: str
    name: str = ""
    organisation: str = ""
    phone: str = ""
    workgroup: str = ""
    task: str = ""
    due_on: Day | None = None
    done: bool = False

    @property
    def holder(self) -> str:
        """Who it is, or the role while the post is still empty."""
        return self.name or self.role


@row_of("schedule")
class ScheduleItem:
    """One line of the schedule. `duties` holds the keys of the responsible duties."""

    key: str
    title: str
    day: Day | None = None
    start: time | None = None
    end: time | None = None
    detail: str = ""
    place: str = ""
    kind: ItemKind = ItemKind.STUDY
    duties: tuple[str, ...] = ()

    @property
    def hours(self) -> str:
        """09:00—10:45, or what is known of it."""
        return hours_label(self.start, self.end)


@row_of("contacts")
class Contact:
    """Somebody to call who holds no duty: hospital, police station, driver, partner."""

    key: str
    name: str
    role: str = ""
    organisation: str = ""
    phone: str = ""


@row_of("supplies")
class Supply:
    """A thing to bring or buy; quantity None prints as `loose` (若干) or 待定."""

    key: str
    name: str
    spec: str = ""
    quantity: Decimal | None = None
    loose: bool = False
    unit: str = ""
    duty: str = ""
    remark: str = ""


@row_of("safety")
class SafetyCheck:
    """One line of the safety list; `required` ones must be done before the event starts."""

    key: str
    item: str
    role: str = ""
    phase: SafetyPhase = SafetyPhase.BEFORE
    required: bool = False
    done_by: str = ""
    done_on: Day | None = None

    @property
    def is_done(self) -> bool:
        """Whether somebody wrote who made the check, or when."""
        return bool(self.done_by.strip() or self.done_on)


@row_of("attachments")
class Attachment:
    """A file that belongs to the plan, in the order of the attachment list."""

    key: str
    name: str
    filename: str = ""
    names_children: bool = False


@row_of("funding")
class FundingSource:
    """Money that is promised for the budget; how much may not be known yet."""

    key: str
    name: str
    amount: Money | None = None
    remark: str = ""


@row_of("posts")
class Post:
    """What volunteers are asked to do; `duty` is the key of whoever they call, `public` ones are signed up for.

    `trained` and `checked` say that only those come who were trained, or whose clean record was looked up
    (未成年人保护法 art. 62).
    """

    key: str
    title: str
    task: str = ""
    place: str = ""
    meeting: str = ""
    duty: str = ""
    skills: str = ""
    least_age: int | None = None
    trained: bool = False
    checked: bool = False
    supplies: str = ""
    public: bool = True


@row_of("shifts")
class Shift:
    """When a post, named by its key, is filled, and by how many; so many of them at least have served before."""

    key: str
    post: str
    label: str = ""
    day: Day | None = None
    start: time | None = None
    end: time | None = None
    places: int = 1
    experienced: int | None = None

    @property
    def hours(self) -> str:
        """From when to when, as far as it is known."""
        return hours_label(self.start, self.end)


@row_of("questions")
class SignUpQuestion:
    """What the organiser asks whoever signs up: everybody, or only `minors`, or only those of the `post` of that key.

    `options` are those that one chooses from, as they were typed; `readers` may read the answers.
    """

    key: str
    text: str
    kind: QuestionKind = QuestionKind.LINE
    options: str = ""
    required: bool = False
    minors: bool = False
    post: str = ""
    readers: QuestionReaders = QuestionReaders.ORGANISERS

    @property
    def choices(self) -> tuple[str, ...]:
        """What one of can be answered; nothing for a line of one's own."""
        if self.kind is QuestionKind.YES_NO:
            return YES_OR_NO
        return split_options(self.options) if self.kind is QuestionKind.CHOICE else ()


YES_OR_NO = ("是", "不是")


def split_options(text: str) -> tuple[str, ...]:
    """Options, separated by 、 or line ends, each once."""
    found = (part.strip() for part in re.split(r"[、,，;；\n]", text))
    return tuple(dict.fromkeys(filter(None, found)))


set_row_type("budget", Line)
