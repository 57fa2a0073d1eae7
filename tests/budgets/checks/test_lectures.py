"""Fees of lecturers: the limit of a lesson goes by the title, and the title is told."""

from budgets import EventFacts, Money, Per, PerHeadLimit, Policy, Topic
from budgets.checks import lectures
from tests.budgets.checks.rows import line, run


def test_lessons_within_limit():
    lessons = line("讲课费", "安全讲座", 600, 2, "学时")
    per_times = line("讲课费", "安全讲座", 600, 1, "人", times=2, times_unit="课时")
    sentence = "安全讲座 每学时 600.00 元，超过 500.00 元（参照副高及以下职称的税后讲课费）。"
    assert run(lectures.lessons_within_limit, lessons, per_times) == [("lesson-limit-passed", sentence)] * 2
    assert (
        run(
            lectures.lessons_within_limit,
            line("讲课费", "讲座", 500, 2, "学时"),
            line("讲课费", "讲座", 600, 1, "场"),
            line("讲课费", "讲座", None, 1, "学时"),
            line("场地费", "教室", 600, 1, "学时"),
        )
        == []
    )


def test_lecturers_have_titles():
    assert run(lectures.lecturers_have_titles, line("讲课费", "安全讲座")) == [
        ("lecturer-untitled", "安全讲座 没有写主讲人的职称，讲课费按职称定标准，在依据里写明。")
    ]
    fine = (line("讲课费", "讲座", basis="副教授"), line("讲课费", "中级讲师授课"), line("餐费", "午餐"))
    assert run(lectures.lecturers_have_titles, *fine) == []


def test_limit_goes_by_the_title():
    def check(price, basis, item="讲座"):
        return [
            code for code, _ in run(lectures.lessons_within_limit, line("劳务费", item, price, 2, "学时", basis=basis))
        ]

    passed = ["lesson-limit-passed"]
    assert (check(500, ""), check(501, "副教授"), check(501, "讲师")) == ([], passed, passed)
    assert (check(1000, "正高"), check(1001, "教授"), check(1000, "主任医师"), check(501, "副主任医师")) == (
        [],
        passed,
        [],
        passed,
    )
    assert (check(1500, "院士"), check(1501, "院士")) == ([], passed)


def test_one_limit_without_a_rank_holds_for_all():
    only = Policy(per_head=(PerHeadLimit(Topic.LECTURE, Money(50_000), Per.LESSON),))
    talk = line("讲课费", "讲座", 501, 1, "学时", basis="院士")

    assert len(run(lectures.lessons_within_limit, talk, context=EventFacts(policy=only))) == 1


def test_lessons_are_told_by_the_basis_too():
    def check(price, basis, unit="场"):
        return len(run(lectures.lessons_within_limit, line("劳务费", "主讲人劳务", price, 1, unit, basis=basis)))

    assert (check(1001, "2 学时"), check(1000, "2 学时"), check(2000, ""), check(2000, "0 学时")) == (1, 0, 0, 0)


def test_labour_by_the_lesson_is_a_lecture():
    coach = line("劳务费", "外聘书法家", 80, 10, "课时")

    assert [code for code, _ in run(lectures.lecturers_have_titles, coach)] == ["lecturer-untitled"]
    assert run(lectures.lecturers_have_titles, line("劳务费", "搬运", 80, 10, "天")) == []
