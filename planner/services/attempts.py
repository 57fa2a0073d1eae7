"""Wrong passwords slow down: the account, the address they come from, and a known device by itself.

So do too many sign-ups of volunteers, wrong codes and wrong papers (`services.signinglimits`).
"""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import cast

from sqlalchemy import Table, bindparam, delete, func, insert, or_, select

from planner import clock
from planner.errors import NotAllowed
from planner.extensions import db
from planner.models import SignInAttempt, User
from planner.models.columns import Moment, index_number

_FIRST_WAIT_SECONDS = 15
_MOST_DOUBLINGS = 10
_LONGEST_WAIT = 15 * 60
# A whole school may sit behind one address: it is slowed, never shut out.
_LONGEST_ADDRESS_WAIT = 60
_LONGEST_SUBJECT = 80
# Tries of visitors are counted in windows of their own, of which this is the longest; their subjects begin like this.
LONGEST_WINDOW, OF_VISITORS = timedelta(days=1), "visitor-"
_TABLE = cast(Table, SignInAttempt.__table__)
_SINCE, _NOW = bindparam("since", type_=Moment), bindparam("now", type_=Moment)
# A try of the future, from while the clock ran ahead, would slow somebody down for as long as it did.
_TRIES = (
    select(_TABLE.c.subject, func.count(), func.max(_TABLE.c.at))
    .where(_TABLE.c.subject.in_(bindparam("subjects", expanding=True)), _TABLE.c.at > _SINCE, _TABLE.c.at <= _NOW)
    .group_by(_TABLE.c.subject)
)
_COUNTED = insert(_TABLE).returning(_TABLE.c.id)


def subjects_of(user: User | None, account: str, *, address: str, device: str) -> dict[str, int]:
    """What is slowed down by a wrong password, each with its longest wait in seconds.

    A device that signed in before stands for itself: what strangers try at its account, or from its address, is not
    held against it, nor is what is tried on it held against the others.
    """
    if device:
        return {name_subject("device", device): _LONGEST_WAIT}
    # Of an account that there is not, nobody can read off what was tried.
    tried = _subject_of(user) if user is not None else name_subject("account", index_number(account) or "")
    return {tried: _LONGEST_WAIT, name_subject("address", address): _LONGEST_ADDRESS_WAIT}


def name_subject(what: str, whom: str) -> str:
    """What tries are counted under, no longer than is kept."""
    return f"{what}:{whom}"[:_LONGEST_SUBJECT]


def check_wait(subjects: Mapping[str, int], *, free_tries: int, window: timedelta) -> None:
    """Raise NotAllowed SLOWED, with the seconds that are left, while one of the subjects has to wait."""
    limits = {subject: (free_tries, longest) for subject, longest in subjects.items()}
    if (wait := seconds_to_wait(limits, window)) > 0:
        raise NotAllowed(f"密码错了几次，{wait} 秒后再试。", "SLOWED")


def count_try(subjects: Iterable[str]) -> tuple[int, ...]:
    """Count a try for each of the subjects; returns the ids under which `forget_tries` takes it back."""
    now = clock.now()
    counted = [{"subject": subject, "at": now} for subject in subjects]
    return tuple(db.session.execute(_COUNTED, counted).scalars())


def forget_tries(ids: Iterable[int]) -> None:
    """Take back tries that were counted before their password could be looked at."""
    if ids := tuple(ids):
        db.session.execute(delete(SignInAttempt).where(SignInAttempt.id.in_(ids)))


def forget_subjects(subjects: Iterable[str]) -> None:
    """The password was right: nothing is held against these any more."""
    db.session.execute(delete(SignInAttempt).where(SignInAttempt.subject.in_(tuple(subjects))))


def free_account(user: User) -> None:
    """Nothing that was tried at the account of the user slows it down any more."""
    forget_subjects([_subject_of(user)])


def forget_old_tries() -> None:
    """Forget tries that no longer count in any window, and those of the future."""
    now = clock.now()
    db.session.execute(
        delete(SignInAttempt).where(or_(SignInAttempt.at <= now - LONGEST_WINDOW, SignInAttempt.at > now))
    )


def _subject_of(user: User) -> str:
    """By id: whoever has a phone number and an address of mail has no second set of tries."""
    return name_subject("user", str(user.id))


def seconds_to_wait(limits: Mapping[str, tuple[int, int]], window: timedelta) -> int:
    """How long the subjects have to wait, the longest of them; one statement.

    Of each is said how many tries are free and what its longest wait is: after the free ones the wait doubles with
    each further one, and is never more than the longest from now.
    """
    now, waits = clock.now(), [0]
    found = db.session.execute(_TRIES, {"subjects": list(limits), "since": now - window, "now": now})
    for subject, count, last in found:
        free_tries, longest = limits[subject]
        if count >= free_tries:
            wait = min(longest, _FIRST_WAIT_SECONDS * 2 ** min(count - free_tries, _MOST_DOUBLINGS))
            waits.append(int(wait - (now - last).total_seconds() + 0.999))
    return max(waits)
