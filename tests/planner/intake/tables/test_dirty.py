"""Noise around a good table gives the same rows or a question, never other values."""

import io
from collections.abc import Callable
from random import Random

import pytest
import xlsxwriter

from planner.intake.tables.readfile import read_table_file
from planner.intake.tables.readtext import read_pasted
from planner.intake.tables.recognising import read_table
from planner.intake.tables.table import Table
from tests.planner.intake.tables.conservation import asked_lines
from tests.planner.intake.tables.fieldexamples import FRAME

COUNT, SHARES = 300, 10
Row = dict[str, str]
ROSTER = {
    "name": (["姓名", "姓　名", "学生姓名*"], ["林晚晴", "叶石榴", "江海棠", "段南星", "买买提·吐尔逊", "欧阳小北"]),
    "sex": (["性别"], ["男", "女"]),
    "school_class": (["班级", "班 级", "所在班级"], ["四年级（1）班", "四年级（2）班", "五年级（1）班"]),
    "guardian": (["家长", "监护人姓名", "监护人"], ["林建国", "叶桂芳", "江文"]),
    "phone": (["联系电话", "手机号码（必填）", "家长电话"], [f"1380000{n:04d}" for n in range(100, 140)]),
}
BUDGET = {
    "category": (["类别", "费用类别"], ["交通费", "餐费", "物资"]),
    "item": (["项目", "名称"], ["大巴租赁", "饮用水", "横幅", "研学手册", "活动服"]),
    "unit_price": (["单价（元）", "单价", "单 价/元"], ["1800", "36", "8.5", "120"]),
    "quantity": (["数量"], ["2", "12", "60", "35"]),
    "unit": (["单位"], ["辆", "箱", "条", "册"]),
}
SCHEDULE = {
    "day": (["日期"], ["2026-06-01", "2026-06-02"]),
    "start": (["开始", "开始时间"], ["08:00", "09:30", "10:10"]),
    "end": (["结束时间", "结束"], ["11:00", "11:30", "12:00"]),
    "title": (["事项", "活动内容", "环节"], ["集合点名", "开营仪式", "参观", "游园"]),
    "place": (["地点", "活动地点"], ["操场", "礼堂", "校门口"]),
}
GOOD = {"participants": ROSTER, "budget": BUDGET, "schedule": SCHEDULE}
ABOVE = ("2026年六一活动一览表", "说明：请各班5月20日前填好", "填表单位：青禾小学", "")
BELOW = ("备注：以实际为准", "制表人：周老师", "以上内容如有变动，另行通知。", "")


def make_rows(random: Random, noun: str) -> list[Row]:
    """Rows of which each says something of its own."""
    main = {"participants": "name", "budget": "item", "schedule": "title"}[noun]
    names = random.sample(GOOD[noun][main][1], random.randint(2, 4))
    return [{f: n if f == main else random.choice(texts) for f, (_, texts) in GOOD[noun].items()} for n in names]


def widen(text: str) -> str:
    """Full-width digits."""
    return "".join(chr(ord(sign) + 0xFEE0) if sign in "0123456789" else sign for sign in text)


def dirty(random: Random, noun: str, rows: list[Row]) -> list[list[str]]:
    """The rows as a table that people would send."""
    fields = list(GOOD[noun])
    if random.random() < 0.5:
        random.shuffle(fields)
    headings = [random.choice(GOOD[noun][field][0]) for field in fields]
    change = random.choice([str, str, widen, lambda text: f" {text}  "])
    lines = [[change(row[field]) for field in fields] for row in rows]
    if random.random() < 0.4:
        headings, lines = ["序号", *headings], [[str(at), *line] for at, line in enumerate(lines, 1)]
    if random.random() < 0.3:
        headings, lines = [*headings, "民族"], [[*line, "汉"] for line in lines]
    if random.random() < 0.3:
        lines.insert(1, headings)
    if random.random() < 0.3:
        lines.insert(random.randint(0, len(lines)), [""] * len(headings))
    above = [[text] for text in random.sample(ABOVE, random.randint(0, 3))]
    below = [[text] for text in random.sample(BELOW, random.randint(0, 3))]
    total = [["合计"]] if random.random() < 0.3 else []
    return [*above, headings, *lines, *total, *below]


def as_html(rows: list[list[str]]) -> Table:
    """The table as Excel and Word copy it: a title over all columns."""
    width = max(map(len, rows))
    cells = ("".join(f"<td>{text}</td>" for text in row) for row in rows)
    single = (f"<td colspan={width}>{row[0]}</td>" for row in rows)
    html = "".join(
        f"<tr>{one if len(row) == 1 else many}</tr>" for row, one, many in zip(rows, single, cells, strict=True)
    )
    return read_pasted("", f"<table>{html}</table>")[0]


def as_xlsx(rows: list[list[str]]) -> Table:
    """The table as a file; what is a number is stored as one."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"strings_to_numbers": True}) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    return read_table_file(content.getvalue(), "a.xlsx")[0]


SHAPES: tuple[Callable[[list[list[str]]], Table], ...] = (
    lambda rows: read_pasted("\n".join("\t".join(row) for row in rows))[0],
    lambda rows: read_pasted("\r\n".join("\t".join(row + [""] * 2) for row in rows))[0],
    lambda rows: read_table_file("\n".join(",".join(row) for row in rows).encode("gb18030"), "a.csv")[0],
    as_html,
    as_xlsx,
)


@pytest.mark.parametrize("share", range(SHARES))
def test_dirty_table_gives_the_good_rows(share: int) -> None:
    for seed in range(share, COUNT, SHARES):
        random = Random(seed)
        noun = random.choice(sorted(GOOD))
        rows = make_rows(random, noun)
        table = random.choice(SHAPES)(dirty(random, noun, rows))

        reading = read_table(table, noun, FRAME)

        asked = asked_lines(reading)
        found = [({n: v.text for n, v in row.values.items()}, row.lines[0] in asked) for row in reading.rows]
        assert len(found) == len(rows), f"seed {seed}"
        wrong = [
            (got, right) for (got, is_asked), right in zip(found, rows, strict=True) if got != right and not is_asked
        ]
        assert wrong == [], f"seed {seed}"


def test_roster_with_twenty_faults_names_exactly_those() -> None:
    """300 children: what is wrong is asked, and nothing else."""
    names = [f"{'林叶江段袁'[n % 5]}{chr(0x4E00 + n)}{chr(0x5B00 + n)}" for n in range(300)]
    rows = [[name, f"{n % 6 + 1}年级（{n % 4 + 1}）班", f"1380000{n:04d}"] for n, name in enumerate(names)]
    faults = {
        3: "1380000",
        31: "1.38E+10",
        60: "138****0001",
        88: "########",
        99: "12345678901234",
        120: "13800000120.5",
    }
    for at, phone in faults.items():
        rows[at][2] = phone
    for at in (140, 150, 160, 170):
        rows[at][0] = ""
    for at in (190, 200, 210, 220, 230):
        rows[at] = list(rows[at - 1])
    for at in (240, 250, 260):
        rows[at][0], rows[at][1] = rows[at - 2][0], rows[at - 2][1]
    for at in (270, 280):
        rows[at][0] = "李明、王芳"
    text = "\n".join("\t".join(row) for row in [["姓名", "班级", "家长电话"], *rows])

    reading = read_table(read_pasted(text)[0], "participants", FRAME)

    planted = {*faults, 140, 150, 160, 170, 190, 200, 210, 220, 230, 240, 250, 260, 270, 280}
    assert len(planted) == 20
    assert asked_lines(reading) == {at + 2 for at in planted}
    assert len(reading.rows) == 300
