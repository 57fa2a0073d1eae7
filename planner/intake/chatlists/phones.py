"""Phone numbers in a chat list: of eleven digits, with +86, of a fixed line, or asked."""

import re

from planner.intake.chatlists.draft import EntryDraft
from planner.intake.chatlists.values import ChatDoubt

_IDENTITY = re.compile(r"(?<!\d)\d{17}[\dXx](?![\dXx])")
_MOBILE = re.compile(r"(?<![\d+])(?:\+?\s*(?:00)?86[ -]?)?(1[3-9]\d[ -]?(?:\d{4}|\*{4})[ -]?\d{4})(?!\d)")
_FIXED = re.compile(r"(?<!\d)(0\d{2,3}[ -]?\d{7,8})(?!\d)")
_OTHER = re.compile(r"(?<![\d.])(\+?\d[\d -]{5,}\d)(?![\d.])")


def take_phone(body: EntryDraft, text: str) -> str:
    """The text without the phone, which `body` has then; one of too few or too many digits is kept and asked."""
    if found := _IDENTITY.search(text):
        body.ask(ChatDoubt.IDENTITY_NUMBER, f"像身份证号，不收：末四位 {found[0][-4:]}")
        text = _IDENTITY.sub(" ", text)
    phones: list[str] = []
    for pattern, between in ((_MOBILE, "[ -]"), (_FIXED, " ")):
        phones += [re.sub(between, "", phone) for phone in pattern.findall(text)]
        text = pattern.sub(" ", text)
    odd = [phone for phone in _OTHER.findall(text) if 7 <= len(re.sub(r"\D", "", phone)) <= 15]
    for phone in odd:
        digits = re.sub(r"\D", "", phone)
        body.ask(ChatDoubt.PHONE_UNCLEAR, f"电话 {phone} 是 {len(digits)} 位，手机号是 11 位")
        text = text.replace(phone, " ", 1)
    phones += [phone.replace(" ", "") for phone in odd]
    if len(set(phones)) > 1:
        body.ask(ChatDoubt.PHONE_UNCLEAR, f"写了几个电话：{'、'.join(phones)}")
    if not phones:
        return text
    body.phone = body.phone or phones[0]
    return " ".join((text, *(phone for phone in phones if phone != body.phone)))
