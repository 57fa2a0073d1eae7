"""Cells read into the fields that they fill: 时间 into start and end, 4条 into number and unit, 张三 13800000001 into two."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from budgets import InvoiceError, parse_invoice_number
from planner.intake.tables.synonyms import NounWords
from planner.intake.values.counts import LOOSE, read_quantity, split_factors
from planner.intake.values.damage import say_damage
from planner.intake.values.days import read_day
from planner.intake.values.daysplit import split_day
from planner.intake.values.frame import DayFrame
from planner.intake.values.money import read_money, read_price
from planner.intake.values.monthspans import read_span
from planner.intake.values.persons import PersonRead, read_people
from planner.intake.values.phones import read_phone
from planner.intake.values.signs import fold
from planner.intake.values.times import split_times
from planner.intake.values.value import ReadValue, ask
from planner.telling import is_kinship, is_unknown

Read = dict[str, ReadValue]

_TICKS = frozenset(
    {"✓", "✔", "√", "☑", "☒", "■", "y", "yes", "true", "1", "对", "有", "已", "需要", "要", "已完成", "完成"}
)
_NO_TICKS = frozenset(
    {"×", "✗", "☐", "□", "n", "no", "false", "0", "否", "无", "没有", "不", "未", "不需要", "未完成", "不要"}
)
_SEXES = {
    "男生": "男",
    "男孩": "男",
    "男性": "男",
    "m": "男",
    "女生": "女",
    "女孩": "女",
    "女性": "女",
    "f": "女",
    "♂": "男",
    "♀": "女",
}
# Units of what is repeated, and not of what is counted.
_OF_TIMES = re.compile("[天日晚夜餐次场趟轮节期回顿]")
# How the accounting format of spreadsheets shows 0.
_ACCOUNTED_ZERO = re.compile(r"\s*¥\s*-\s*")
# @周老师: somebody mentioned in a web document.
_MENTION = re.compile(r"@(?=\w)")
_NO_NUMBER = re.compile("待|后补|未到|没有|无")
_INVOICE_BLANKS = re.compile(r"(?<=\d)\s+(?=\d)")


class CellReader:
    """Reads the cells of one line of a noun; the frame knows the days of the event and the day before."""

    def __init__(self, words: NounWords, frame: DayFrame) -> None:
        self._words = words
        self._frame = frame

    def read(self, field: str, text: str) -> Read:
        """The value of the field, and of others where the cell says more; only fields of the noun, never none."""
        kind = self._words.kind_of(field)
        if is_unknown(text) or fold(text).strip() == "-":
            return {field: ReadValue("", text)}
        read = _READERS.get(kind, CellReader._text)(self, field, text)
        return {name: value for name, value in read.items() if name == field or name in self._words.fields}

    def _text(self, field: str, text: str) -> Read:
        if damage := say_damage(text):
            return {field: ask(text, damage)}
        first, _, rest = text.partition("\n")
        if rest and "detail" in self._words.fields and field == self._words.main:
            return {field: ReadValue(" ".join(first.split()), text), "detail": ReadValue(rest, text)}
        return {field: ReadValue(" ".join(text.split()), text)}

    def _long(self, field: str, text: str) -> Read:
        return {field: ReadValue(text, text)}

    def _day(self, field: str, text: str) -> Read:
        """日期时间 in one cell: what stands behind the day is a time where the noun has one."""
        day, rest = split_day(text, self._frame)
        if not rest or day.question:
            return {field: day}
        start, end, left = split_times(rest)
        if left and left != rest:
            return {field: read_day(text, self._frame)}
        if "start" not in self._words.fields:
            return {field: day if start.text else read_day(text, self._frame)}
        source = replace(start, source=text), replace(end, source=text)
        return {field: day, "start": source[0]} | (
            {"end": source[1]} if end.source and (end.text or end.question) else {}
        )

    def _start(self, field: str, text: str) -> Read:
        """8:30-9:10 is start and end; a day before it is the day of the line."""
        if "day" in self._words.fields:
            day, rest = split_day(text, self._frame)
            if (
                day.text
                and rest != text.strip()
                and (rest == "" or split_times(rest)[0].text or split_times(rest)[1].text)
            ):
                return {"day": day} | (self._times(field, rest, text) if rest else {field: ReadValue("", text)})
        return self._times(field, text, text)

    def _times(self, field: str, text: str, source: str) -> Read:
        start, end, rest = split_times(text)
        if rest and not start.question:
            words = fold(rest).strip("()起始开 ")
            start = start if not words else ask(source, f"时间后面还有“{rest[:20]}”。", start.text)
        read = {field: replace(start, source=source)}
        if end.text or end.question:
            if "end" in self._words.fields:
                read["end"] = replace(end, source=source)
            else:
                read[field] = ask(source, "写了两个时间，这里只写一个。", *filter(None, [start.text, end.text]))
        return read

    def _end(self, field: str, text: str) -> Read:
        start, end, rest = split_times(text)
        if rest or start.question or (start.text and end.text):
            return {
                field: start if start.question else ask(text, f"结束时间没看懂：“{text[:20]}”。", start.text, end.text)
            }
        return {field: start if start.text else end}

    def _first_day(self, field: str, text: str) -> Read:
        first, last = read_span(text, self._frame)
        if last == first and not first.question:
            return {field: first}
        return {field: first} | ({"ends_on": last} if last != first and (last.text or last.question) else {})

    def _last_day(self, field: str, text: str) -> Read:
        first, last = read_span(text, self._frame)
        return {field: last} if last.text or last.question else {field: first}

    def _price(self, field: str, text: str) -> Read:
        if _ACCOUNTED_ZERO.fullmatch(fold(text)):
            return {field: ReadValue("0", text)}
        price, unit = read_price(text)
        return {field: price} | ({"unit": unit} if unit.text else {})

    def _money(self, field: str, text: str) -> Read:
        is_zero = _ACCOUNTED_ZERO.fullmatch(fold(text))
        return {field: ReadValue("0", text) if is_zero else read_money(text)}

    def _quantity(self, field: str, text: str) -> Read:
        """130人×2天 is the number and the times where the noun has both."""
        factors = split_factors(text)
        if len(factors) == 2 and "times" in self._words.fields and all(n.text and u.text for n, u in factors):
            first, second = factors
            if _OF_TIMES.fullmatch(first[1].text) and not _OF_TIMES.fullmatch(second[1].text):
                first, second = second, first
            if _OF_TIMES.fullmatch(second[1].text) and not _OF_TIMES.fullmatch(first[1].text):
                return {field: first[0], "unit": first[1], "times": second[0], "times_unit": second[1]}
        number, unit = read_quantity(text)
        return {field: number} | ({"unit": unit} if unit.text else {})

    def _repeats(self, field: str, text: str) -> Read:
        number, unit = read_quantity(text)
        return {field: number} | ({"times_unit": unit} if unit.text else {})

    def _loose(self, field: str, text: str) -> Read:
        return self._quantity(field, text)

    def _count(self, field: str, text: str) -> Read:
        number = read_quantity(text)[0]
        return {field: ask(text, f"写的是“{text[:20]}”，没有人数。") if number.text == LOOSE else number}

    def _person(self, field: str, text: str) -> Read:
        """One person; a phone or a role beside the name goes where it belongs."""
        people = read_people(_MENTION.sub("", text))
        if len(people) != 1:
            names = [person.name.text for person in people if person.name.text]
            return {field: ask(text, f"像是 {len(people)} 个人：{'、'.join(names)[:40]}。", "、".join(names))}
        return self._one(field, text, people[0])

    def _one(self, field: str, text: str, person: PersonRead) -> Read:
        read = {field: replace(person.name, source=text)}
        if person.phone.source:
            read["phone"] = replace(person.phone, source=text)
            if "phone" not in self._words.fields:
                read[field] = ask(text, "姓名旁边还有电话。", person.name.text)
        return read

    def _guardian(self, field: str, text: str) -> Read:
        """奶奶, 王秀兰（奶奶）: whoever it is, as it is said."""
        if is_kinship(text):
            return {field: ReadValue(" ".join(text.split()), text)}
        read = self._person(field, text)
        role = next((person.role for person in read_people(text)), "") if "(" in fold(text) else ""
        if read[field].text and role:
            return read | {field: ReadValue(f"{read[field].text}（{role}）", text)}
        return read

    def _persons(self, field: str, text: str) -> Read:
        values = [person.name for person in read_people(_MENTION.sub("", text))]
        asked = next((value for value in values if value.question), None)
        said = "、".join(dict.fromkeys(value.text for value in values if value.text))
        return {field: ask(text, asked.question, *asked.choices, said) if asked else ReadValue(said, text)}

    def _phone(self, field: str, text: str) -> Read:
        return {field: read_phone(text)}

    def _sex(self, field: str, text: str) -> Read:
        plain = fold(text).strip().casefold()
        return {field: ReadValue(_SEXES.get(plain, text.strip()), text)}

    def _tick(self, field: str, text: str) -> Read:
        plain = fold(text).strip().casefold()
        if plain in _TICKS | {"是"}:
            return {field: ReadValue("是", text)}
        if plain in _NO_TICKS:
            return {field: ReadValue("", text)}
        return {field: ask(text, f"“{text[:20]}”是还是不是？", "是")}

    def _invoice(self, field: str, text: str) -> Read:
        if damage := say_damage(text):
            return {field: ask(text, damage)}
        if _NO_NUMBER.search(text):
            return {field: ask(text, f"写的是“{text[:20]}”，没有号码。")}
        try:
            parse_invoice_number(text)
        except InvoiceError as error:
            return {field: ask(text, str(error))}
        return {field: ReadValue(" ".join(text.split()), text)}


_READERS: Mapping[str, Callable[[CellReader, str, str], Read]] = {
    "long": CellReader._long,
    "day": CellReader._day,
    "start": CellReader._start,
    "end": CellReader._end,
    "first-day": CellReader._first_day,
    "last-day": CellReader._last_day,
    "price": CellReader._price,
    "money": CellReader._money,
    "quantity": CellReader._quantity,
    "loose": CellReader._loose,
    "times": CellReader._repeats,
    "count": CellReader._count,
    "person": CellReader._person,
    "names": CellReader._persons,
    "guardian": CellReader._guardian,
    "persons": CellReader._persons,
    "phone": CellReader._phone,
    "sex": CellReader._sex,
    "tick": CellReader._tick,
    "invoice": CellReader._invoice,
}
