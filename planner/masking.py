"""Masks: enough to recognise a person, not enough to reach one."""


def mask_phone(phone: str) -> str:
    """138****0001; shorter texts are hidden whole."""
    digits = phone.strip()
    return f"{digits[:3]}****{digits[-4:]}" if len(digits) >= 8 else "****" if digits else ""


def mask_name(name: str) -> str:
    """王**: the first character and a star for each other one."""
    name = name.strip()
    return name[:1] + "*" * (len(name) - 1)
