"""Whole numbers in texts: read as people and addresses write them, said in Chinese."""

_DIGITS = "零一二三四五六七八九十"


def read_number(text: str | None, *, most_digits: int) -> int | None:
    """The number of a text that is nothing but ASCII digits, at most so many; None for any other text."""
    if not text or len(text) > most_digits or not (text.isascii() and text.isdigit()):
        return None
    return int(text)


def chinese_number(number: int) -> str:
    """零, 一, 十, 十二, 三十; from 0 to 99."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones or not tens else "")
