"""Wrong passwords slow down: the account, the address they come from, and a known device by itself.

So do wrong codes and too many sign-ups of volunteers (`services.signinglimits`).
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from sqlalchemy import delete, func, or_, select

from planner import clock
from planner.errors import NotAllowed
from planner.extensions import db
from planner.models import SignInAttempt, User
from planner.models.columns import index_number

_FIRST_WAIT_SECONDS = 15
_MOST_DOUBLINGS = 10
_LONGEST_WAIT = 15 * 60
# A whole school may sit behind one address: it is slowed, never shut out.
_LONGEST_ADDRESS_WAIT = 60
_LONGEST_SUBJECT = 80
_FORGOTTEN_AT_ONCE = 500
# Of all windows that tries are counted in: nobody's tries are forgotten by whoever counts in a shorter one.
LONGEST_WINDOW = timedelta(days=1)


def subjects_of(user: User | None, account: str, *, address: str, device: str) -> dict[str, int]:
    """What is slowed down by a wrong password, each with its longest wait in seconds.

    A device that signed in before stands for itself: what strangers try at its account, or from its address, is not
    held against it, nor is what is tried on it held against the others.
    """
    if device:
        return {f"device:{device}"[:_LONGEST_SUBJECT]: _LONGEST_WAIT}
    # Of an account that there is not, nobody can read off what was tried.
    tried = _subject_of(user) if user is not None else f"account:{index_number(account)}"[:_LONGEST_SUBJECT]
    return {tried: _LONGEST_WAIT, f"address:{address}"[:_LONGEST_SUBJECT]: _LONGEST_ADDRESS_WAIT}


def check_wait(subjects: Mapping[str, int], *, free_tries: int, window: timedelta) -> None:
    """Raise NotAllowed SLOWED, with the seconds that are left, while one of the subjects has to wait."""
    wait = max(seconds_to_wait(subject, longest, free_tries, window) for subject, longest in subjects.items())
    if wait > 0:
        raise NotAllowed(f"密码错了几次，{wait} 秒后再试。", "SLOWED")


def count_try(subjects: Iterable[str], *, window: timedelta) -> tuple[int, ...]:
    """Count a try for each of the subjects; returns the ids under which `forget_tries` takes it back.

    Tries from before every window, or of the future, count nowhere any more and go.
    """
    now = clock.now()
    _forget_old(now, max(window, LONGEST_WINDOW))
    counted = [SignInAttempt(subject=subject, at=now) for subject in subjects]
    db.session.add_all(counted)
    db.session.flush()
    return tuple(attempt.id for attempt in counted)


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


def _forget_old(now: datetime, window: timedelta) -> None:
    """Two at once must not wait for each other here."""
    old = or_(SignInAttempt.at <= now - window, SignInAttempt.at > now)
    found = db.session.scalars(
        select(SignInAttempt.id).where(old).limit(_FORGOTTEN_AT_ONCE).with_for_update(skip_locked=True)
    )
    forget_tries(found.all())


def _subject_of(user: User) -> str:
    """By id: whoever has a phone number and an address of mail has no second set of tries."""
    return f"user:{user.id}"


def seconds_to_wait(subject: str, longest: int, free_tries: int, window: timedelta) -> int:
    """After the free tries the wait doubles with each further one; never more than `longest` from now."""
    now = clock.now()
    # A try of the future, from while the clock ran ahead, would slow somebody down for as long as it did.
    counted = select(func.count(), func.max(SignInAttempt.at)).where(
        SignInAttempt.subject == subject, SignInAttempt.at > now - window, SignInAttempt.at <= now
    )
    count, last = db.session.execute(counted).one()
    if count < free_tries or last is None:
        return 0
    wait = min(longest, _FIRST_WAIT_SECONDS * 2 ** min(count - free_tries, _MOST_DOUBLINGS))
    return max(0, int(wait - (now - last).total_seconds() + 0.999))
