"""Whether what stands in place of a person is a unit or a crowd: 少先队大队部, 各班班主任, 志愿者2名."""

import re

from planner.intake.values.familynames import has_surname
from planner.telling import is_crowd

_COUNTED = re.compile(r"(?:\d+|[一二两三四五六七八九十若数几多]+)\s*[名位个人]")
_UNIT = re.compile(
    "(?:学校|小学|中学|幼儿园|大学|学院|中心|医院|卫生院|派出所|委员会|居委会|村委会|团委|大队|大队部|中队|支队|"
    "协会|公司|教研组|[组部处队办局室站委])$"
)
# Given names end with these too: 王登科, 李建社.
_PERHAPS_UNIT = re.compile("[科社团班厅]$")
_CROWD = re.compile("(?P<whose>.*?)(?:各?班主任|家长|志愿者|教师|老师们?|同学们?|学生|队员|人员)$")
# 任 and 安 are surnames, 任课教师 and 安保人员 are nobody.
_OF_MANY = re.compile(
    "(?:任课|科任|带班|带队|值班|值周|指导|安保|安全|随行|随车|后勤|陪同)(?=教师|老师|人员|领导|家长|员|$)"
)
_SHORT_UNITS = ("团委", "党委", "村委", "居委", "学校", "大队", "中队", "总务", "教务", "德育")
_SHORTEST = 3
_LONGEST_NAME = 3


def names_unit(name: str) -> bool:
    """Whether a text names a unit, or persons without saying who they are; 张老师 and 王小明家长 are persons."""
    name = name.strip()
    if is_crowd(name) or _COUNTED.search(name) or name in _SHORT_UNITS or _OF_MANY.match(name):
        return True
    if crowd := _CROWD.match(name):
        whose = crowd["whose"]
        return not (has_surname(whose) or has_surname(whose + "某"))
    if len(name) < _SHORTEST:
        return False
    is_name = has_surname(name) and len(name) <= _LONGEST_NAME
    return bool(_UNIT.search(name)) or bool(_PERHAPS_UNIT.search(name) and not is_name)
