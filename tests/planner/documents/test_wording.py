"""What all office papers word in the same way."""

import pytest

from planner.documents.wording import clean_xml_text, heads_label
from planner.dossier import Dossier, Facts, HeadCount


@pytest.mark.parametrize(
    ("stated", "counts", "label"),
    [
        (None, (), "待定"),
        (None, (None,), "待定"),
        (30, (), "30 人"),
        (30, (None,), "30 人"),
        (30, (24, 6), "30 人"),
        (30, (24, 5), "30 人（按各组相加为 29 人）"),
        (30, (24, None), "30 人（已知各组相加为 24 人，1 组待定）"),
        (None, (24, 5), "29 人"),
        (None, (24, None, None), "至少 24 人（2 组待定）"),
    ],
)
def test_number_of_persons(stated: int | None, counts: tuple[int | None, ...], label: str) -> None:
    groups = tuple(HeadCount(f"h{n}", "组", count) for n, count in enumerate(counts))
    assert heads_label(Dossier(facts=Facts(stated_total=stated), head_counts=groups)) == label


def test_text_loses_what_xml_refuses() -> None:
    assert clean_xml_text("一\x00\x0b二\ud800\uffff\r\n\t三\u200d👶") == "一二\n\t三\u200d👶"
