"""Whether two names are one seller, however it is spelled on a receipt."""

from __future__ import annotations

import re
import unicodedata

_ASIDE = re.compile(r"[(（\[【].*?[)）\]】]")
# 贵州省赤水市 and 赤水: the province goes, and the words for city and county behind a name of two or three characters.
_PROVINCE = re.compile(r"^(?:中国)?(?:内蒙古|广西壮族|西藏|宁夏回族|新疆维吾尔)自治区|^\w{2,3}省")
_KIND_OF_REGION = r"(?:自治州|自治县|[市县区州旗镇乡])(?!场)"
_REGION = re.compile(
    rf"^(\w{{2,3}}?){_KIND_OF_REGION}(?:(\w{{2,3}}?){_KIND_OF_REGION})?(?:(\w{{2,3}}?){_KIND_OF_REGION})?"
)
_LEGAL_FORM = re.compile("股份有限公司|有限责任公司|有限公司|公司$|个体工商户|个人独资企业|普通合伙")
_NOT_SAID = re.compile(r"[^\w]|_")
_SHORTEST = 2


def seller_key(name: str) -> str:
    """What spellings of one seller share: without blanks, signs, brackets, legal form and words for regions.

    Empty where nothing is left to tell sellers by.
    """
    plain = _ASIDE.sub("", "".join(unicodedata.normalize("NFKC", name).split()))
    plain = _NOT_SAID.sub("", _LEGAL_FORM.sub("", plain)).casefold()
    short = _REGION.sub(r"\1\2\3", _PROVINCE.sub("", plain))
    return short if len(short) >= _SHORTEST else plain
