"""How often somebody without an account may try, counted for all processes: sign-ups, codes, digits, photos …"""

from datetime import timedelta

from planner.errors import NotAllowed
from planner.models.columns import index_number
from planner.services.attempts import (
    LONGEST_WINDOW,
    OF_VISITORS,
    count_try,
    forget_subjects,
    name_subject,
    seconds_to_wait,
)

SIGN_UPS_IN = timedelta(minutes=10)
# A class signs up behind the one address of its school, a family by one phone.
ADDRESS_SIGN_UPS, PHONE_SIGN_UPS = 60, 6
_LONGEST_SIGN_UP_WAIT = 60
# Four digits are guessed in some thousand tries: of one phone a handful a day must be the most.
PHONE_CODES, ADDRESS_CODES = 5, 40
_LONGEST_CODE_WAIT, _LONGEST_ADDRESS_WAIT = 6 * 3600, 60
# Whoever stands before the sign mistypes once or twice; a crew signs in behind the one address of its hotspot.
VOLUNTEER_DIGITS, ADDRESS_DIGITS = 5, 60
_LONGEST_DIGITS_WAIT = 15 * 60
# An office may hold a pile of papers, and mistype some.
WRONG_PAPERS, PAPERS_IN = 20, timedelta(hours=1)
# Of one link in a day more than an event may have; behind one address sits a whole school.
LINK_PHOTOS, ADDRESS_PHOTOS = 900, 600
_LONGEST_PHOTO_WAIT = 15 * 60
# A class says how it was behind the one address of its school; one phone counts once whatever it tries.
ADDRESS_FEEDBACK = 60
_LONGEST_FEEDBACK_WAIT = 60

Limits = dict[str, tuple[int, int]]


def check_sign_up(phone: str, *, address: str) -> None:
    """Raise NotAllowed TOO_OFTEN while this phone or this address has to wait before it signs up again."""
    _check(_sign_up_limits(phone, address), SIGN_UPS_IN)


def count_sign_up(phone: str, *, address: str) -> None:
    """Count a sign-up, or a try that was refused."""
    count_try(_sign_up_limits(phone, address))


def check_code(phone: str, *, address: str) -> None:
    """Raise NotAllowed TOO_OFTEN while this phone or this address has to wait before another code is tried."""
    _check(_code_limits(phone, address), LONGEST_WINDOW)


def count_code(phone: str, *, address: str) -> None:
    """Count a wrong code; whether there is such a phone makes no difference."""
    count_try(_code_limits(phone, address))


def forget_codes(phone: str) -> None:
    """The code was right: nothing is held against the phone any more."""
    forget_subjects([_hidden_subject("code", phone)])


def check_digits(volunteer: str, *, address: str) -> None:
    """Raise NotAllowed TOO_OFTEN while this volunteer, by their key, or this address has to wait with their digits."""
    _check(_digits_limits(volunteer, address), LONGEST_WINDOW)


def count_digits(volunteer: str, *, address: str) -> None:
    """Count digits that were those of no sign."""
    count_try(_digits_limits(volunteer, address))


def forget_digits(volunteer: str) -> None:
    """The digits were right: nothing is held against the volunteer any more."""
    forget_subjects([_subject("digits", volunteer)])


def check_paper(address: str) -> None:
    """Raise NotAllowed TOO_OFTEN while this address has to wait after many numbers and codes of no certificate."""
    _check(_paper_limits(address), PAPERS_IN, "对不上的次数太多了，{}后再核对。")


def count_paper(address: str) -> None:
    """Count a number or a code that is that of no certificate."""
    count_try(_paper_limits(address))


def check_photo(link_id: int, *, address: str) -> None:
    """Raise NotAllowed TOO_OFTEN while this link, or this address, has to wait before another photo is sent."""
    _check(_photo_limits(link_id, address), LONGEST_WINDOW)


def count_photo(link_id: int, *, address: str) -> None:
    """Count a photo that somebody begins to send by a link, taken or not."""
    count_try(_photo_limits(link_id, address))


def check_feedback(*, address: str) -> None:
    """Raise NotAllowed TOO_OFTEN while this address has to wait before it says once more how it was."""
    _check(_feedback_limits(address), SIGN_UPS_IN)


def count_feedback(*, address: str) -> None:
    """Count that something was said, or changed."""
    count_try(_feedback_limits(address))


def _check(limits: Limits, window: timedelta, words: str = "操作太频繁，{}后再点一次，填过的都在。") -> None:
    if (wait := seconds_to_wait(limits, window)) > 0:
        left = f"{wait} 秒" if wait < 120 else f"{-(-wait // 60)} 分钟"
        raise NotAllowed(words.format(left), "TOO_OFTEN")


def _sign_up_limits(phone: str, address: str) -> Limits:
    return {
        _hidden_subject("up", phone): (PHONE_SIGN_UPS, _LONGEST_SIGN_UP_WAIT),
        _subject("at", address): (ADDRESS_SIGN_UPS, _LONGEST_SIGN_UP_WAIT),
    }


def _code_limits(phone: str, address: str) -> Limits:
    return {
        _hidden_subject("code", phone): (PHONE_CODES, _LONGEST_CODE_WAIT),
        _subject("codes", address): (ADDRESS_CODES, _LONGEST_ADDRESS_WAIT),
    }


def _digits_limits(volunteer: str, address: str) -> Limits:
    return {
        _subject("digits", volunteer): (VOLUNTEER_DIGITS, _LONGEST_DIGITS_WAIT),
        _subject("signs", address): (ADDRESS_DIGITS, _LONGEST_ADDRESS_WAIT),
    }


def _paper_limits(address: str) -> Limits:
    return {_subject("paper", address): (WRONG_PAPERS, _LONGEST_ADDRESS_WAIT)}


def _photo_limits(link_id: int, address: str) -> Limits:
    return {
        _subject("photo-link", str(link_id)): (LINK_PHOTOS, _LONGEST_PHOTO_WAIT),
        _subject("photo-at", address): (ADDRESS_PHOTOS, _LONGEST_PHOTO_WAIT),
    }


def _feedback_limits(address: str) -> Limits:
    # An address with its moment, beside what was said without a name, would say where it came from.
    return {_hidden_subject("say", f"feedback@{address}"): (ADDRESS_FEEDBACK, _LONGEST_FEEDBACK_WAIT)}


def _hidden_subject(what: str, whom: str) -> str:
    """By the blind index: nobody reads off which numbers were tried, or from which addresses."""
    return _subject(what, index_number(whom) or "")


def _subject(what: str, whom: str) -> str:
    return name_subject(f"{OF_VISITORS}{what}", whom)
