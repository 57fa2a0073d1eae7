"""No cell is dropped in silence, and no table brings the reader down."""

import os
from dataclasses import replace
from random import Random

import pytest

from planner.intake.invoices.limits import UnreadableFileError
from planner.intake.tables.frame import TableFrame
from planner.intake.tables.readtext import read_pasted
from planner.intake.tables.recognising import best_table, fits_better, read_table
from planner.intake.tables.synonyms import all_words
from tests.planner.intake.tables.conservation import lost_cells
from tests.planner.intake.tables.fieldexamples import FRAME, Example, examples

# More of them by hand: TABLES_TO_READ=5000.
COUNT = int(os.environ.get("TABLES_TO_READ", "300"))
SHARES = 10
NOUNS = sorted(all_words())
WORDS = sorted({word for words in all_words().values() for each in words.fields.values() for word in each.words})
TEXTS = (
    *(
        "张三",
        "张　三",
        "买买提•吐尔逊",
        "Anna Maria",
        "张校长、李主任",
        "各班班主任",
        "奶奶",
        "王\U00031350",
        "待定",
        "—",
        "-",
    ),
    *(
        "6月1日",
        "6月1日（周三）",
        "8.9",
        "同上",
        "第二天",
        "46608",
        "2026-06-01 00:00:00",
        "正月初五",
        "6月31日",
        "1/2/3",
    ),
    *("8:30-9:10（40分钟）", "下午2点到3点半", "24:00", "0.354166", "上午", "下午14点", "9：10－10：00", "99:99"),
    *("4条", "8 米×2", "130人×2天", "约50", "若干", "１２", "1.38E+10", "########", "=B2*C2", "#REF!", "٣", "²", "㈠"),
    *("￥1,200.00", "45元/套", "(100.00)", "￥ -", "1.2万元", "壹仟贰佰元整", "-0", "1e999", "9" * 40),
    *("13800000001", "1380000001", "13800000001/13800000002", "0999-8800123", "138****0001", "110"),
    *(
        "合计",
        "小计：12",
        "总计 3",
        "大写：壹佰元整",
        "备注：顺延",
        "填表人：周老师",
        "序号",
        "一、交通费",
        "---",
        "|",
        '"',
        "'",
    ),
    *(
        "多\n行\n字",
        "<b>粗</b>",
        "a,b",
        "三（1）班",
        "男",
        "是",
        "√",
        "26992000000000000101",
        "\u200b",
        "👧",
        "x" * 300,
        "",
    ),
)


def make_table(random: Random) -> tuple[str, str]:
    """A random table as text and as HTML, with headings in some line, merged and empty cells."""
    width, height = random.randint(1, 7), random.randint(1, 9)
    rows = [[random.choice(TEXTS) if random.random() < 0.8 else "" for _ in range(width)] for _ in range(height)]
    if random.random() < 0.7:
        noun = all_words()[random.choice(NOUNS)]
        known = [random.choice(each.words) for each in noun.fields.values()]
        line = random.choices([*known, random.choice(WORDS), "不认识", ""], k=width)
        rows.insert(random.randint(0, min(2, height)), line)
    sign = random.choice(["\t", ",", " | ", "  ", "，"])
    text = "\n".join(sign.join(f'"{c}"' if "\n" in c else c for c in row) for row in rows)
    return text, f"<p>{random.choice(TEXTS[:5])}</p><table>{''.join(_html_row(row, random) for row in rows)}</table>"


def _html_row(row: list[str], random: Random) -> str:
    cells = []
    for text in row:
        span = random.choice(["", "", "", " colspan=2", " rowspan=2", ' rowspan=2 colspan="3"', " colspan=x"])
        escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>")
        cells.append(f"<td{span}>{escaped}</td>")
    hidden = random.choice(["", "", " style='display:none'"])
    return f"<tr{hidden}>{''.join(cells)}</tr>"


@pytest.mark.parametrize("share", range(SHARES))
def test_random_tables_lose_nothing(share: int) -> None:
    for seed in range(share, COUNT, SHARES):
        random = Random(seed)
        text, html = make_table(random)
        for table in (*read_pasted(text), *read_pasted("", html)):
            noun = random.choice(NOUNS)
            reading = read_table(table, noun, random.choice([FRAME, TableFrame()]))

            assert lost_cells(reading) == [], f"seed {seed} read as {noun}"
            assert fits_better(table, noun) != noun


@pytest.mark.parametrize("share", range(SHARES))
def test_answers_to_random_tables_lose_nothing(share: int) -> None:
    """Whatever is chosen and answered: nothing is lost, and the keys of the questions about the table stay."""
    for seed in range(share, COUNT // 3, SHARES):
        random = Random(f"answers {seed}")
        for table in read_pasted(make_table(random)[0]):
            noun = random.choice(NOUNS)
            first = read_table(table, noun, FRAME)
            answers = {q.key: random.choice(q.answers).code for q in first.questions if q.answers}
            chosen = {random.randint(0, 6): random.choice([*all_words()[noun].fields, "", "nothing"])}
            frame = TableFrame(FRAME.days, chosen=chosen, answers=answers)

            assert lost_cells(read_table(table, noun, frame)) == [], f"seed {seed} read as {noun}"


@pytest.mark.parametrize(
    "example", examples(".html", ".xlsx", ".xls", ".csv", ".ods", ".docx"), ids=lambda e: e.path.name
)
def test_examples_lose_nothing_as_any_noun(example: Example) -> None:
    try:
        tables = example.tables()
    except UnreadableFileError:
        return
    for noun in NOUNS:
        assert 0 <= best_table(tables, noun) < len(tables)
        for table in tables:
            assert lost_cells(read_table(table, noun, FRAME)) == [], noun


def test_lost_cell_is_found() -> None:
    """The check itself tells what is said from what is not."""
    table = read_pasted("合计表\n姓名\t班级\n张三\t三1")[0]
    reading = read_table(table, "participants", FRAME)

    assert lost_cells(reading) == []
    assert lost_cells(replace(reading, rows=())) == [(3, 0, "张三"), (3, 1, "三1")]
    assert lost_cells(replace(reading, left_out=())) == [(1, 0, "合计表")]
    assert lost_cells(replace(reading, heading_lines=())) == [(2, 0, "姓名"), (2, 1, "班级")]
