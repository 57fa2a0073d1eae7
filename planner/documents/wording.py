"""What all office papers word in the same way: text that a file can carry, numbers of persons and things."""

import re
from datetime import UTC, datetime
from decimal import Decimal

from planner.dossier import Dossier, Supply
from planner.telling import UNKNOWN

# A moment of the paper itself would make two prints of the same event differ.
CREATED = datetime(2020, 1, 1, tzinfo=UTC)
LOOSE = "若干"
_REFUSED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def clean_xml_text(text: str) -> str:
    """Text that XML 1.0 can carry: no control characters but tabs and line ends, no lone surrogates."""
    return _REFUSED.sub("", text)


def facts_line(dossier: Dossier) -> str:
    """时间：…　地点：…　负责人：…, as it stands above the tables of an event."""
    facts = dossier.facts
    known = (("时间", dossier.dates_label()), ("地点", facts.place), ("负责人", facts.owner))
    return "　".join(f"{label}：{text or UNKNOWN}" for label, text in known)


def heads_label(dossier: Dossier) -> str:
    """29 人, 待定, at least so many while a group is open, both numbers where stated and counted total differ."""
    stated, heads, groups = dossier.facts.stated_total, dossier.heads, count_open_groups(dossier)
    if heads is None:
        return UNKNOWN
    known = f"已知各组相加为 {heads} 人，{groups} 组{UNKNOWN}" if groups else f"按各组相加为 {heads} 人"
    if stated is not None:
        return f"{stated} 人（{known}）" if groups or stated != heads else f"{heads} 人"
    return f"至少 {heads} 人（{groups} 组{UNKNOWN}）" if groups else f"{heads} 人"


def count_open_groups(dossier: Dossier) -> int:
    """How many groups have no number yet, while others have one; none where nothing is counted."""
    counts = [group.count for group in dossier.head_counts]
    return counts.count(None) if any(count is not None for count in counts) else 0


def quantity_of(supply: Supply) -> Decimal | str:
    """The number, 若干, or 待定."""
    if supply.loose:
        return LOOSE
    return UNKNOWN if supply.quantity is None else supply.quantity


def keeper_of(dossier: Dossier, supply: Supply) -> str:
    """Who sees to a thing: the name, the role where the post is still empty, or 待定."""
    duty = dossier.duty(supply.duty)
    return (duty.name or duty.role or UNKNOWN) if duty else UNKNOWN
