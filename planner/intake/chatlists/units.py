"""Classes and units in a chat list: 三2班, 三(2)班, 二年级1班, 大班, 县医院."""

import re

from planner.intake.chatlists.draft import EntryDraft
from planner.intake.chatlists.names import HAN
from planner.intake.chatlists.values import ChatDoubt

_ONE = "[一二三四五六七八九1-9]"
_CLASS = re.compile(
    "|".join(
        (
            rf"(?:初|高)?{_ONE}(?:年级?)?\s*(?:\(\s*(?:\d{{1,2}}|[一二三四五六七八九十]{{1,2}})\s*\)"
            r"|\d{1,2}|[一二三四五六七八九十]{1,2})\s*班(?!长|主任)",
            rf"(?<![{HAN}])(?:初|高)?{_ONE}(?:年级?)?\s*\(\s*(?:\d{{1,2}}|[一二三四五六七八九十]{{1,2}})\s*\)",
            rf"(?:初|高)?{_ONE}年级",
            r"(?<!\d)\d{3,4}班(?!长|主任)",
            rf"[大中小](?:{_ONE}|\({_ONE}\))?班(?!长|主任)",
            r"(?:初|高)[一二三](?=[\s,，]|$)",
            r"(?<![\w])[一二三四五六七八九]\s?\d{1,2}(?=[\s,，、]|$)",
        )
    )
)
_NUMERALS = "一二三四五六七八九"
# 张三2班: of 张三 in 2班, or of 张 in 三2班.
_LONE_SIGN = re.compile(f"(?<![{HAN}])[{HAN}]$")
_UNIT = re.compile(
    ".{2,}(?:大学|学院|中学|小学|学校|校区|幼儿园|医院|卫生院|公司|集团"
    "|银行|团委|少工委|教育局|公安局|民政局|文旅局|派出所|村委会|居委会"
    "|社区|志愿队|服务队|志愿者协会|协会|中心|支部|支队|街道办?|合作社|事务所|研究所)"
    "|第?[一二三四五六七八九十]{1,3}[中小]"
    "|[省市区县镇乡村校院州](?:团委|医院|教育局|工会|妇联|志协)"
    "|.{3,}(?:局|村|镇|乡|厂|委|办|队|所)"
)


def take_class(body: EntryDraft, text: str) -> str:
    """The text without its first class, which `body` has then."""
    found = _CLASS.search(text)
    if not found or text[: found.start()][-1:].isdigit():
        return text
    if found[0][0] in _NUMERALS and _LONE_SIGN.search(text[: found.start()]):
        body.ask(ChatDoubt.NAME_UNCLEAR, f"“{found[0]}”前面只有一个字，哪些是姓名")
    body.unit = spell_unit(found[0])
    return f"{text[: found.start()]} {text[found.end() :]}"


def spell_unit(text: str) -> str:
    """A class or a unit as it is kept: without blanks in a class, with the brackets of Chinese."""
    plain = re.sub(r"\s", "", text) if _CLASS.fullmatch(text) else text
    return plain.replace("(", "（").replace(")", "）")


def is_unit(word: str) -> bool:
    """Whether a word is the name of a unit."""
    return bool(_UNIT.fullmatch(word))
