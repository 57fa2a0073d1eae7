"""Numbers in Chinese characters, as chapters and headings are numbered."""

_DIGITS = "零一二三四五六七八九"


def chinese_number(number: int) -> str:
    """一, 十, 十二, 三十; for 0 to 99."""
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")
