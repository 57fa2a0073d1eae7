"""The signs of a text in one width and kind, each still at its place, so that what is left can be cut out whole."""

import unicodedata

# Everything that people put between two ends, and what their programs make of it.
_ONE_KIND = dict.fromkeys(map(ord, "‐‑‒–—―−－﹣─━"), "-")
_ONE_KIND |= dict.fromkeys(map(ord, "～〜∼˜﹏〰"), "~")
_ONE_KIND |= dict.fromkeys(map(ord, "→➔➜⇒"), "~")
_ONE_KIND |= dict.fromkeys(map(ord, "〔【﹝"), "(") | dict.fromkeys(map(ord, "〕】﹞"), ")")
_ONE_KIND |= dict.fromkeys(map(ord, "∶︰ː"), ":")
_BLANKS = "\t\v\f\u2028\u2029\u200b\u200e\u200f\u2060\ufeff"


def fold(text: str) -> str:
    """The text in half width, with one kind of dash, bracket, colon and blank.

    As long as the text itself: `fold(text)[3:]` stands for `text[3:]`.
    """
    return text.translate(_FOLDED)


class _Folded(dict[int, str]):
    """What each sign is folded to, looked up once."""

    def __missing__(self, code: int) -> str:
        self[code] = _fold_sign(chr(code))
        return self[code]


def _fold_sign(sign: str) -> str:
    plain = unicodedata.normalize("NFKC", sign)
    if len(plain) != 1:
        return " " if plain.isspace() else sign
    return " " if plain in _BLANKS else plain


_FOLDED = _Folded(_ONE_KIND)
