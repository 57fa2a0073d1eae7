"""A row of each noun of the people."""

from planner.enums import (
    Sex,
)
from tests.planner.examples.example import Example

PEOPLE: dict[str, Example] = {
    "participants": Example(
        {
            "name": "林晚晴",
            "sex": "f",
            "school_class": "四年级（1）班",
            "guardian": "林家长",
            "phone": "13800000101",
            "remark": "花生过敏",
        },
        {
            "name": "林晚晴",
            "sex": Sex.GIRL,
            "school_class": "四年级（1）班",
            "guardian": "林家长",
            "phone": "13800000101",
            "remark": "花生过敏",
        },
        "phone",
        "13800000102",
        "13800000102",
        ("", ""),
    ),
}
