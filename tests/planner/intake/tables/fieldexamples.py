"""What other programs put on the clipboard and into files, with the rows that a person reads in it."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from planner.days import Day
from planner.intake.tables.frame import TableFrame
from planner.intake.tables.readfile import read_table_file
from planner.intake.tables.reading import TableReading
from planner.intake.tables.readtext import read_pasted
from planner.intake.tables.recognising import best_table, read_table
from planner.intake.tables.table import Table
from planner.intake.values.frame import DayFrame

FOLDER = Path(__file__).parent / "data"
FRAME = TableFrame(DayFrame(Day(6, 1, 2026), Day(6, 2, 2026)))
NOUNS = {"roster": "participants"}
# The fields of the forms by what the examples call them.
LABELS = {
    "schedule": "日期 day 开始 start 结束 end 事项 title 地点 place 负责人 duties",
    "duties": "工作组 workgroup 职务 role 姓名 name 电话 phone 任务 task",
    "budget": "类别 category 项目 item 单价 unit_price 数量 quantity 单位 unit 次数 times 总额 stated 备注 basis 资金来源 source",
    "participants": "姓名 name 性别 sex 班级 school_class 监护人 guardian 电话 phone 备注 remark 单位 school_class",
    "supplies": "物资 name 规格 spec 数量 quantity 单位 unit 负责人 duty 备注 remark",
    "expenses": "付款日期 paid_on 用途 purpose 收款方 payee 发票号码 invoice_number 金额 amount 付款方式 method 经办人 handler 备注 remark",
    "head_counts": "人员类别 group 人数 count 备注 remark",
    "phases": "阶段 name 开始日期 starts_on 结束日期 ends_on 负责人 owner 内容 detail",
}


@dataclass(frozen=True)
class Example:
    """An input and what is expected of it."""

    path: Path
    noun: str
    said: dict[str, Any]

    def tables(self) -> tuple[Table, ...]:
        """What the input holds."""
        if self.path.suffix == ".html":
            return read_pasted("", self.path.read_text(encoding="utf-8-sig"))
        return read_table_file(self.path.read_bytes(), self.path.name)

    def reading(self) -> TableReading:
        """The table that fits best, read with an event of 1 and 2 June 2026."""
        tables = self.tables()
        return read_table(tables[best_table(tables, self.noun)], self.noun, FRAME)

    def fields(self) -> dict[str, str]:
        """The fields by their labels."""
        words = LABELS[self.noun].split()
        return dict(zip(words[::2], words[1::2], strict=True))


def examples(*suffixes: str) -> list[Example]:
    """The examples of these kinds of input, in order."""
    found = []
    for path in sorted(FOLDER.glob("*.json")):
        said = json.loads(path.read_text(encoding="utf-8"))
        source = path.with_name(said["file"])
        if source.suffix in suffixes:
            found.append(Example(source, NOUNS.get(said["noun"], said["noun"]), said))
    return found


def plain(text: str) -> str:
    """A value as it is compared: without blanks, line ends and signs between persons."""
    return "".join(text.replace("、", "").replace(".00", "").split())
