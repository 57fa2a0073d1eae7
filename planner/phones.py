"""Mobile numbers as people type them: one spelling, or a sentence that says what is expected."""

import re
import unicodedata

_BETWEEN = re.compile(r"[\s().·-]+")
_COUNTRY = re.compile(r"^(?:\+|00)?86(?=1\d{10}$)")
_DIGITS = 11
_MOST_SHOWN = 20


def parse_mobile(text: str) -> str:
    """The eleven digits of a mobile number of the mainland; raises ValueError with a Chinese sentence for all others.

    Full-width digits, blanks, hyphens and the prefix +86 make no other number.
    """
    typed = _BETWEEN.sub("", unicodedata.normalize("NFKC", text))
    number = _COUNTRY.sub("", typed)
    if not (number.isascii() and number.isdigit()):
        raise ValueError(f"手机号是 {_DIGITS} 位数字，现在是“{text.strip()[:_MOST_SHOWN]}”。")
    if len(number) != _DIGITS:
        raise ValueError(f"手机号是 {_DIGITS} 位数字，现在是 {len(number)} 位。")
    if not "13" <= number[:2] <= "19":
        raise ValueError(f"手机号以 13 到 19 开头，现在是 {number[:2]}。")
    return number
