"""The plan of an event as plain, frozen data; everything that looks at a whole event takes a `Dossier`."""

from planner.dossier.codec import from_plain, to_plain
from planner.dossier.dossier import Dossier, Facts, dossier_from_plain, from_json, to_json
from planner.dossier.rows import (
    Attachment,
    Contact,
    Duty,
    FundingSource,
    HeadCount,
    Party,
    Phase,
    Post,
    SafetyCheck,
    ScheduleItem,
    Section,
    Shift,
    SignUpQuestion,
    Stop,
    Supply,
)

__all__ = [
    "Attachment",
    "Contact",
    "Dossier",
    "Duty",
    "Facts",
    "FundingSource",
    "HeadCount",
    "Party",
    "Phase",
    "Post",
    "SafetyCheck",
    "ScheduleItem",
    "Section",
    "Shift",
    "SignUpQuestion",
    "Stop",
    "Supply",
    "dossier_from_plain",
    "from_json",
    "from_plain",
    "to_json",
    "to_plain",
]
