"""The unified social credit code (统一社会信用代码, GB 32100-2015): 18 characters, the last a checksum."""

from __future__ import annotations

import unicodedata

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LENGTH = 18
_WEIGHTS = tuple(pow(3, place, 31) for place in range(LENGTH - 1))


def normalise_credit_code(text: str) -> str:
    """Half-width, upper case, without spaces."""
    return "".join(unicodedata.normalize("NFKC", text).split()).upper()


def credit_code_problem(text: str) -> str:
    """A Chinese sentence that says what is wrong with a code, or "" when it is sound."""
    code = normalise_credit_code(text)
    if len(code) != LENGTH:
        return f"统一社会信用代码是 {LENGTH} 位，现在是 {len(code)} 位。"
    strange = [char for char in code if char not in ALPHABET]
    if strange:
        return f"统一社会信用代码只用数字和除 I、O、S、V、Z 外的大写字母，现在有“{strange[0]}”。"
    weighted = sum(ALPHABET.index(char) * weight for char, weight in zip(code, _WEIGHTS, strict=False))
    if ALPHABET[-weighted % 31] != code[-1]:
        return f"统一社会信用代码 {code} 的校验位对不上，请核对每一位。"
    return ""


def is_credit_code(text: str) -> bool:
    """Whether the text is a credit code with a right checksum."""
    return not credit_code_problem(text)
