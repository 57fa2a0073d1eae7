"""What the plan says of photos is quoted as it stands."""

import pytest

from planner.dossier import Dossier
from planner.dossier.rows import SafetyCheck, Section
from planner.people.photoconsent import find_photo_rules

RULE = "拍照前先核对同意书"


@pytest.mark.parametrize(
    ("texts", "items", "rules"),
    [
        ((), (), ()),
        (("早上八点集合。不带零食。",), (), ()),
        ((f"早上八点集合。{RULE}；不摆拍。",), (), (RULE,)),
        ((f"{RULE}。", f"八点集合\n{RULE}"), (), (RULE,)),
        ((), ("公开照片要家长同意",), ("公开照片要家长同意",)),
        (("一张照片。两张照片。三张照片。四张照片",), (), ("一张照片", "两张照片", "三张照片")),
    ],
)
def test_rules_are_the_sentences_about_photos(
    texts: tuple[str, ...], items: tuple[str, ...], rules: tuple[str, ...]
) -> None:
    dossier = Dossier(
        sections=tuple(Section(f"s{number}", "要求", text=text) for number, text in enumerate(texts)),
        safety=tuple(SafetyCheck(f"c{number}", item) for number, item in enumerate(items)),
    )

    assert find_photo_rules(dossier) == rules
