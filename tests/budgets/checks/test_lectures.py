"""Fees of lecturers: the limit of a lesson goes by the title, and the title is told."""

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
