"""Words that several rooms of the house judge by, each said once.

A plan is written by people, so most of what the rooms ask (who leads, where is the hospital, is it insured) stands in
words. What a word means must not depend on the room that reads it.
"""

import re
from collections.abc import Sequence

from budgets import Topic, topics_in

# What is not known is printed so, never as a blank, a dash or an invented default.
UNKNOWN = "待定"
# How people type that they don't know.
_TYPED_UNKNOWN = frozenset({"", UNKNOWN, "未定", "—"})

# Of plans and OA forms: 总负责、总指挥, on tours 总领队, in schemes with a 领导小组 its 组长. A deputy (副总指挥) leads
# only when the others are away, a 二组组长 only his group, a 总策划 only the drafting.
_LEADS = re.compile("(?<!副)(?:总负责|总指挥|总领队|领导小组组长)|^组长$")
# Who is with the children on the way: 领队、带队老师 (旅行社条例 and the safety schemes of schools use both words).
_GUIDES = re.compile("(?<!副)(?:领队|带队)")
_HOSPITAL = re.compile("医院|卫生院|卫生所|医务|诊所|急诊")
# Beyond the words of a budget line: a policy may be paid for by somebody else and only be named.
_INSURANCE = re.compile("保单|投保")
# Beyond the words of a budget line: where a schedule says that people sleep, and who looks after them there.
_LODGING = re.compile("入住|宿舍|营地|查寝|查房")
_EMERGENCY = re.compile("应急")
_CONSENT = re.compile("同意")
_PHOTOS = re.compile("照片|拍照|拍摄|肖像|合影")
_REPORT = re.compile("上报|报送")
_POLICE = re.compile("派出所|公安|治安")
# Whom an accident is reported to.
_SUPERIORS = re.compile("值班|上报|教育局|主办")
# Words that stand for a crowd, which can be in two places at once.
_CROWD = re.compile("^(?:各|全体|全部|所有|全班|全校|若干|多名|数名|待定|未定)")
# Left over from a template or put there to be filled in later. “x” between letters is a word, one × is a product.
_HOLE = re.compile(r"待补|待定|待写|(?<![A-Za-z])[xX×]{2,}(?![A-Za-z])|[_＿]{2,}|…{3,}|（\s{2,}）")

# What a child calls them: in the column of the guardian it names nobody.
_KINSHIP = re.compile(
    "(?:我?的)?(?:爸爸?|妈妈?|爷爷|奶奶|外公|外婆|姥姥|姥爷|公公|婆婆|父亲?|母亲?|父母|家长|监护人|"
    "祖父母?|祖母|外祖父母?|外祖母|叔叔|婶婶|伯父|伯母|大伯|姑姑|姑妈|姑父|舅舅|舅妈|姨妈|姨父|小姨|"
    "哥哥|姐姐|嫂子|邻居|老师|班主任)"
)

_BETWEEN_NAMES = re.compile(r"[、,，;；/／\t\r\n]+")
# With the private areas, where schools keep characters that their programs lack.
_HAN = r"[\u3007\u3400-\u4dbf\u4e00-\u9fff\ue000-\uf8ff\uf900-\ufaff\U00020000-\U0003ffff\U000f0000-\U0010fffd]"
# 张　三: a name of two characters is often padded to the width of one of three.
_PADDED_NAME = re.compile(rf"(?<!\S)({_HAN})\s+({_HAN})(?!\S)")
# A blank between Han characters parts two names; one between Latin words or before a bracket does not.
_BLANK_BETWEEN_NAMES = re.compile(rf"(?<={_HAN})\s+(?={_HAN})")


def is_unknown(text: str) -> bool:
    """Whether what somebody typed says that it is not known yet: nothing, 待定, 未定 or a dash."""
    return text.strip() in _TYPED_UNKNOWN


def is_kinship(text: str) -> bool:
    """Whether it says who somebody is to a child and not who they are: 奶奶, 家长."""
    return bool(_KINSHIP.fullmatch(text.strip()))


def leads_event(role: str) -> bool:
    """Whether the role answers for the whole event; deputies and heads of single groups don't."""
    return bool(_LEADS.search(role.strip()))


def leads_group(role: str) -> bool:
    """Whether the role is with the participants on the way (领队, 带队老师), for the whole or for a part of them."""
    return bool(_GUIDES.search(role))


def is_about_hospital(text: str) -> bool:
    """Whether the text names a place that treats patients."""
    return bool(_HOSPITAL.search(text))


def is_about_insurance(text: str) -> bool:
    """Whether the text speaks of an insurance: the words of budget lines, or a policy that was taken out."""
    return Topic.INSURANCE in topics_in(text) or bool(_INSURANCE.search(text))


def is_about_lodging(text: str) -> bool:
    """Whether the text says that people stay overnight: the words of budget lines, or those of a schedule."""
    return Topic.LODGING in topics_in(text) or bool(_LODGING.search(text))


def is_about_emergency(heading: str) -> bool:
    """Whether a chapter of that heading is an emergency plan."""
    return bool(_EMERGENCY.search(heading))


def is_about_consent(text: str) -> bool:
    """Whether the text speaks of the guardians' consent."""
    return bool(_CONSENT.search(text))


def is_about_photos(text: str) -> bool:
    """Whether the text speaks of taking photos or of what becomes of them."""
    return bool(_PHOTOS.search(text))


def is_about_reporting(text: str) -> bool:
    """Whether the text says to whom the event is reported."""
    return bool(_REPORT.search(text))


def is_about_police(text: str) -> bool:
    """Whether the text names the police."""
    return bool(_POLICE.search(text))


def is_about_superiors(text: str) -> bool:
    """Whether the text names who is told above the organiser when something happens."""
    return bool(_SUPERIORS.search(text))


def split_names(text: str) -> list[str]:
    """Names as people list them: 李老师、张老师, 李老师/张老师, 李老师 张老师. 张　三 and Maria Lopez are one each."""
    parts = (_PADDED_NAME.sub(r"\1\2", part) for part in _BETWEEN_NAMES.split(text))
    names = (name.strip() for part in parts for name in _BLANK_BETWEEN_NAMES.split(part))
    return [name for name in names if name]


def join_few(names: Sequence[str], most: int) -> str:
    """The first names of a list; 等 stands for those that are left out."""
    return "、".join(names[:most]) + "等" * (len(names) > most)


def is_crowd(name: str) -> bool:
    """Whether what stands in place of a name is no single person: 各班班主任, 全体教师, 待定."""
    return bool(_CROWD.match(name.strip()))


def find_holes(text: str) -> list[str]:
    """What in a text is still to be filled in: 待补, ××, ____, …… , in the order of the text."""
    return _HOLE.findall(text)
