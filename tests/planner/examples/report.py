"""A row of each noun of the report."""

from planner.actualkinds import MediaLevel, TallyKind
from tests.planner.examples.example import Example

REPORT: dict[str, Example] = {
    "tallies": Example(
        {"kind": "media", "number": "2", "level": "province", "remark": "省报青少年版"},
        {"kind": TallyKind.MEDIA, "number": 2, "level": MediaLevel.PROVINCE, "remark": "省报青少年版"},
        "number",
        "3",
        3,
        ("多少：2", "多少：3"),
    ),
}
