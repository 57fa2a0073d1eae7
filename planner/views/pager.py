"""The pages of a long list: where one is, and the addresses of its neighbours."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlencode

from flask import request

from planner.paging import count_pages, read_page

Item = TypeVar("Item")
# What names a row of a list, to be found on whatever page it stands.
BY_ROW = frozenset({"row", "line"})
_PLACES = BY_ROW | {"page"}
# What may stand in a query as it is (RFC 3986, section 3.4), but for what parts its pairs.
_SAFE = "!$'()*,/:;?@"


@dataclass(frozen=True, slots=True)
class Pager:
    """Page `page` of `last`, which is 0 where nobody counted; an address is "" where no page is before or after it."""

    page: int
    last: int
    before_href: str
    after_href: str

    @property
    def has_pages(self) -> bool:
        """Whether there is more than the one page."""
        return self.last != 1

    @property
    def label(self) -> str:
        """第 2 / 7 页, or 第 2 页 where nobody knows of how many."""
        return f"第 {self.page} / {self.last} 页" if self.last else f"第 {self.page} 页"

    def cut(self, items: Sequence[Item], per_page: int) -> Sequence[Item]:
        """Those of all items that stand on this page."""
        return items[(self.page - 1) * per_page : self.page * per_page]


def read_pager(total: int, per_page: int, *, path: str = "", anchor: str = "", row_at: int | None = None) -> Pager:
    """The page that the address of this request asks for; every other choice in it stays as it is.

    The list stands at `path`, which is that of the request unless it is said, in the part `anchor` of its page. An
    address that names a row of the list (`BY_ROW`) asks for the page where that stands, which is `row_at`, from 0 on.
    """
    last = count_pages(total, per_page)
    page = read_page(request.args.get("page"), last) if row_at is None else row_at // per_page + 1
    return Pager(
        page=page,
        last=last,
        before_href=_page_url(page - 1, path, anchor) if page > 1 else "",
        after_href=_page_url(page + 1, path, anchor) if page < last else "",
    )


def open_pager(page: int, *, most: int, is_full: bool) -> Pager:
    """That page of a list that nobody counted; a full one may have another after it."""
    return Pager(
        page=page,
        last=0,
        before_href=_page_url(page - 1) if page > 1 else "",
        after_href=_page_url(page + 1) if is_full and page < most else "",
    )


def _page_url(page: int, path: str = "", anchor: str = "") -> str:
    # Not by url_for, for which a choice may be called like a parameter of its own.
    choices = {"page": str(page)} | {name: value for name, value in request.args.items() if name not in _PLACES}
    address = path or f"{request.script_root}{request.path}"
    return f"{address}?{urlencode(choices, safe=_SAFE)}{f'#{anchor}' if anchor else ''}"
