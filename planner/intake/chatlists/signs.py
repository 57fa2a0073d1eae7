"""The signs of a chat: one kind of blank, digit and bracket for matching; what was pasted is kept beside it."""

import re

_ONE_KIND: dict[int, int | str] = {0xFF01 + at: 0x21 + at for at in range(94)}
_ONE_KIND |= dict.fromkeys(map(ord, "\t\u00a0\u1680\u202f\u205f\u3000"), " ")
# WeChat puts U+2005 behind the name that follows an @.
_ONE_KIND |= dict.fromkeys(range(0x2000, 0x200B), " ")
# 1️⃣ is a digit, a variation sign and the frame of a key.
_ONE_KIND[0x20E3] = "."
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f\u00ad\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff\ud800-\udfff]"
)
_LINE_ENDS = re.compile("\r\n|[\r\n\v\f\x85\u2028\u2029]")
_PICTURES = re.compile(
    "[\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff\U000e0020-\U000e007f]+"
)
# [太阳], [强], [Sun]: how WeChat writes its own pictures into text.
_STICKERS = re.compile(r"\[[\u4e00-\u9fffA-Za-z]{1,8}\]")
_STRUCK = re.compile("[\u0335-\u0338]|~~")
# 王·小明: every kind of middle dot is one.
_MIDDLE_DOTS = re.compile("[\u2022\u2027\u2219\u22c5\u30fb\uff65\u00b7]")
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def split_lines(text: str) -> list[str]:
    """The lines of a text, whatever its programs ended them with."""
    return _LINE_ENDS.split(text)


def make_plain(text: str) -> str:
    """The text for matching: one kind of blank, digit, letter, bracket and dot, nothing invisible."""
    return _MIDDLE_DOTS.sub("·", _INVISIBLE.sub("", text.translate(_ONE_KIND))).strip()


def drop_invisible(text: str) -> str:
    """The text as one sees it, with its own brackets and digits."""
    return _INVISIBLE.sub("", text).strip()


def drop_pictures(text: str) -> str:
    """A plain text without emoji and without the pictures that WeChat writes in words."""
    return _STICKERS.sub(" ", _PICTURES.sub(" ", text)).strip()


def is_struck(text: str) -> bool:
    """Whether the text was struck through."""
    return bool(_STRUCK.search(text))


def drop_strokes(text: str) -> str:
    """The text without the strokes through it."""
    return _STRUCK.sub("", text)
