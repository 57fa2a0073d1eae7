"""Head counts, posts and contacts."""

import pytest

from planner.checkup import Context, apply_rules, people
from planner.dossier import (
    Contact,
    Dossier,
    Duty,
    Facts,
    HeadCount,
)
from planner.findings import Finding, Severity
from planner.samples import load_sample

TOUR = load_sample("hometown_tour")


def _said(findings: list[Finding], severity: Severity | None = None) -> list[tuple[str, str, str]]:
    return [(f.code, f.sentence, f.where) for f in findings if severity in (None, f.severity)]


@pytest.mark.parametrize(
    ("counts", "stated", "said"),
    [
        ((10, 20), 30, []),
        ((10, 20), None, []),
        ((10, 19), 30, ["各组合计 29 人（甲 10、乙 19），比写明的 30 人少 1 人。"]),
        ((10, 22), 30, ["各组合计 32 人（甲 10、乙 22），比写明的 30 人多 2 人。"]),
        ((10, None), 30, ["乙的人数待定。"]),
        ((31, None), 30, ["各组合计 31 人（甲 31），比写明的 30 人多 1 人。", "乙的人数待定。"]),
    ],
)
def test_head_counts_against_the_stated_total(
    counts: tuple[int | None, ...], stated: int | None, said: list[str]
) -> None:
    groups = tuple(HeadCount(name, name, count) for name, count in zip("甲乙", counts, strict=True))
    dossier = Dossier(facts=Facts(stated_total=stated), head_counts=groups, duties=TOUR.duties)

    assert [f.sentence for f in apply_rules(people.RULES, Context(dossier))] == said


def test_people_without_name_or_phone_are_counted() -> None:
    duties = (Duty("a", "顾问"), Duty("b", "主持人", organisation="某小学"), Duty("c", "领队", "李老师"))

    assert _said(apply_rules(people.RULES, Context(Dossier(duties=duties, contacts=(Contact("k", "最近医院"),))))) == [
        ("posts-empty", "1 个岗位还没有人：顾问。", "duties/a"),
        ("posts-vague", "1 个岗位只写到单位：主持人。", "duties/b"),
        ("persons-without-phone", "分工里 1 人没有电话：李老师。", "duties/c"),
        ("contacts-without-phone", "1 个联系人没有电话：最近医院。", "contacts/k"),
    ]
