"""The own page of a volunteer as plain data."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from planner import clock
from planner.dossier import Post, Shift
from planner.enums import SignUpState
from planner.models import SignUp
from planner.people import Slot
from planner.views.myshifts import order_of, tell_hold

NOW = datetime.fromisoformat("2027-08-09T13:48")


@pytest.mark.parametrize(
    ("minutes", "keys"),
    [
        ((-18, 600), ["0", "1"]),
        ((600, -18), ["1", "0"]),
        ((-119, 60), ["0", "1"]),
        ((-120, 60), ["1", "0"]),
        ((None, -300), ["0", "1"]),
    ],
)
def test_shift_that_goes_on_stands_first_and_what_is_over_last(
    minutes: tuple[int | None, ...], keys: list[str]
) -> None:
    """Shifts of two hours that begin so many minutes from now."""
    slots = []
    for number, minute in enumerate(minutes):
        begins = NOW + timedelta(minutes=minute) if minute is not None else None
        ends = begins + timedelta(hours=2) if begins else None
        slots.append(Slot(Shift(str(number), "p"), Post("p", "看护"), begins, ends))

    assert [slot.key for slot in sorted(slots, key=lambda slot: order_of(slot, NOW))] == keys


@pytest.mark.parametrize(("hours", "words"), [(1, "8月9日 14:48"), (0, ""), (-1, "")])
def test_hold_that_has_lapsed_is_no_promise(monkeypatch: pytest.MonkeyPatch, hours: int, words: str) -> None:
    now = NOW.replace(tzinfo=ZoneInfo("Asia/Shanghai"))
    monkeypatch.setattr(clock, "now", lambda: now)

    assert tell_hold([SignUp(state=SignUpState.HELD, held_until=now + timedelta(hours=hours))]) == words
