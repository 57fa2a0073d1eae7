"""A row of each noun of the people."""

from datetime import time

from planner.days import Day
from planner.enums import Sex
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
    "incidents": Example(
        {"what": "蹭破膝盖，消毒包扎", "day": "2027-08-10", "at": "15:40", "told_guardian": "y"},
        {"what": "蹭破膝盖，消毒包扎", "day": Day(8, 10, 2027), "at": time(15, 40), "told_guardian": True},
        "what",
        "蹭破膝盖",
        "蹭破膝盖",
        ("", ""),
    ),
}
