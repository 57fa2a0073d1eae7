"""Masks: enough to recognise a person, not enough to reach one."""

import re
from dataclasses import dataclass

# Mobile numbers, with blanks or hyphens as people type them, and fixed ones behind their area code (YD/T 1045).
_PHONE = re.compile(r"(?<![\d-])(?:1\d{2}[ -]?\d{4}[ -]?\d{4}|0\d{2,3}[ -]\d{7,8})(?![\d])")


def mask_phone(phone: str) -> str:
    """138****0001; shorter texts are hidden whole."""
    digits = phone.strip()
    return f"{digits[:3]}****{digits[-4:]}" if len(digits) >= 8 else "****" if digits else ""


def mask_account(account: str) -> str:
    """A phone number like `mask_phone`; of an address of mail the first character and the host: s***@example.org."""
    name, at, host = account.partition("@")
    return f"{name[:1]}***@{host}" if at else mask_phone(account)


def mask_name(name: str) -> str:
    """王**: the first character and a star for each other one."""
    name = name.strip()
    return name[:1] + "*" * (len(name) - 1)


def show_name(name: str, *, whole: bool) -> str:
    """The name, masked unless it may be seen `whole`."""
    return name if whole else mask_name(name)


def mask_phones(text: str) -> str:
    """The text with every phone number in it masked."""
    return _PHONE.sub(lambda found: mask_phone(re.sub(r"[ -]", "", found[0])), text)


@dataclass(frozen=True, slots=True)
class Phone:
    """A number as somebody sees it; only a whole one can be called."""

    text: str
    can_be_called: bool


def show_phone(phone: str, *, whole: bool) -> Phone:
    """The number, masked unless it may be seen `whole`; one that was typed masked stays as it is."""
    if not phone or "*" in phone:
        return Phone(phone, can_be_called=False)
    return Phone(phone, can_be_called=True) if whole else Phone(mask_phone(phone), can_be_called=False)
