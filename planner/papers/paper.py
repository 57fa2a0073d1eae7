"""What a paper says of itself: what it is called, what it is made of, who may have it, how it is built."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from planner.models import Event
from planner.papers.material import Material
from planner.permissions import Access, can_read_event

Given = TypeVar("Given")
_OFFICE = "application/vnd.openxmlformats-officedocument."
MIMES = {
    "docx": f"{_OFFICE}wordprocessingml.document",
    "xlsx": f"{_OFFICE}spreadsheetml.sheet",
    "pdf": "application/pdf",
    "ics": "text/calendar",
}
_REFUSED = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_LONGEST_TITLE = 60


@dataclass(frozen=True, slots=True)
class PrintedPaper:
    """A finished file: its Chinese name, a plain one for old programs, its media type."""

    name: str
    plain_name: str
    mime: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper(Generic[Given]):
    """A file that is printed from records: its code in addresses and commands, its label, its extension.

    `build` makes the bytes of what is `Given` to it; the same given makes the same bytes.
    """

    code: str
    label: str
    extension: str
    build: Callable[[Given], bytes]

    @property
    def mime(self) -> str:
        """The media type of the file."""
        return MIMES[self.extension]

    def print_given(self, given: Given, *said: str) -> PrintedPaper:
        """The file of what is given; what is `said` of it stands in its name after the label."""
        return PrintedPaper(
            name=f"{'-'.join((self.label, *said))}.{self.extension}",
            plain_name=f"{self.code}.{self.extension}",
            mime=self.mime,
            content=self.build(given),
        )


def _suits_every_event(event: Event) -> bool:
    return True


def _goes_by_nothing_else(event: Event) -> object:
    return None


def _is_set_of_nothing(given: Material) -> object:
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPaper(Paper[Material]):
    """A paper of one event.

    `needs` names the aggregates it is made of: no other is at hand when it is built, and it is built anew when one of
    them has changed. `allowed` says who may have it, of those who may read the event, and `suits` which events have
    such a paper at all. `options` are what a reader may choose, each a text. A paper `of_day` prints or judges by
    today; `besides` is what else stands on it, of which no change number of the event tells. `revision` is raised when
    the builder prints something else than before, so that browsers do not keep the old paper. `lay_out` gives what a
    PDF is set of, so that its page can say what our fonts lack.
    """

    needs: tuple[str, ...] = ("dossier",)
    allowed: Callable[[Access], bool] = can_read_event
    suits: Callable[[Event], bool] = _suits_every_event
    besides: Callable[[Event], object] = _goes_by_nothing_else
    options: tuple[str, ...] = ()
    of_day: bool = False
    revision: int = 1
    lay_out: Callable[[Material], object] = _is_set_of_nothing

    @property
    def of_accounts(self) -> bool:
        """Whether it tells of the money after the plan; such papers stand on the pages of the money."""
        return "finances" in self.needs

    @property
    def of_summary(self) -> bool:
        """Whether it tells what came of the event; such papers stand on the page of the summary."""
        return bool({"summary", "story"} & set(self.needs))

    @property
    def shows_photos(self) -> bool:
        """Whether photos that were picked stand in it."""
        return "photos" in self.needs

    @property
    def is_private(self) -> bool:
        """Whether children may stand on it; such papers are not to be stored on the way."""
        return "people" in self.needs

    def file_name(self, title: str) -> str:
        """The Chinese file name for an event of that title."""
        return file_name_of(title, self.label, self.extension)


def file_name_of(title: str, label: str, extension: str) -> str:
    """The Chinese name of a file of an event, without characters that Windows refuses."""
    plain = _REFUSED.sub("", title).strip(" .")[:_LONGEST_TITLE] or "活动"
    return f"{plain}-{label}.{extension}"
