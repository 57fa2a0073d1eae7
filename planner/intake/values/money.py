"""Sums and prices: 1,234.50 元, 1.2万元, (100.00), 壹仟贰佰元整, 45元/套."""

import re
from decimal import Decimal

from budgets import MAX_FEN, Money, MoneyError
from planner.intake.values.damage import say_damage
from planner.intake.values.signs import fold
from planner.intake.values.value import ReadValue, ask, says_nothing
from planner.numerals import CHINESE_NUMBER, read_chinese_number

_CAPITALS = r"(?:人民币)?(?=[万萬亿]*[零壹贰叁肆伍陆柒捌玖拾佰仟])[零壹贰叁肆伍陆柒捌玖拾佰仟萬万亿元圆角分整正]{2,}"
_SAID = r"\(?(?:大写)?\)?:? *"
_WORDS = re.compile(rf"{_SAID}(?P<words>{_CAPITALS})")
_BOTH = (
    re.compile(rf"(?P<figures>.*?\d[^(]*?)\s*{_SAID}(?P<words>{_CAPITALS})\)?"),
    re.compile(rf"{_SAID}(?P<words>{_CAPITALS})\s*\(?(?:小写)?:? *(?P<figures>[^()]*\d[^()]*)\)?"),
)
_NEGATIVE = re.compile(r"\((?P<brackets>[^()]+)\)|(?:-|△|▲|\u2212) *(?P<dash>.+)|(?P<behind>.+\d)-")
_FIGURES = r"\d{1,3}(?:,\d{3})+(?:\.\d*)?|\d{1,3}(?: \d{3})+(?:\.\d*)?|\d+(?:\.\d*)?|\.\d+"
_AMOUNT = re.compile(
    rf"(?:人民币|RMB|CNY)? *¥? *(?P<yuan>{_FIGURES}) *(?P<scale>[百千万亿])? *(?:元|圆|块钱?|RMB|CNY)?"
    r" *(?:(?P<jiao>\d)[角毛])?(?:(?P<fen>\d)分)?[整正]?",
    re.IGNORECASE,
)
_SMALL = re.compile(r"(?P<jiao>\d{1,2})[角毛](?:(?P<fen>\d)分)?")
_SPOKEN = re.compile(rf"(?P<number>{CHINESE_NUMBER})(?:元|块钱?)?整?")
_PER = re.compile(r"(?P<price>.*?\d.*?) *(?:/|每|一(?=[^\d\s])) *(?P<unit>[^\d\s/]{1,12}(?:/[^\d\s/]{1,6})?)")
_PER_BEFORE = re.compile(r"每(?P<unit>[^\d\s¥]{1,6}?) *(?P<price>¥?\d.*)")
_FREE = ("免费", "不收费", "赠送", "免")
_FOREIGN = re.compile(r"[$€£]|美元|港币|港元|HKD|USD|欧元", re.IGNORECASE)
_SCALES = {"百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_LONGEST = 60


def read_money(text: str) -> ReadValue:
    """The sum in yuan as one types it, without commas, negative ones with a minus; a price for each piece is asked.

    Capital numerals are checked against figures beside them. Nothing is rounded.
    """
    price, unit = read_price(text)
    if unit.text and price.text:
        return ask(price.source, f"“{_cut(price.source)}”是单价，这里是总额。", price.text)
    return price


def read_price(text: str) -> tuple[ReadValue, ReadValue]:
    """The sum of a text, and for what one pays it: 45元/套 is 45 and 套; a sum alone has no unit."""
    source, plain = text.strip(), fold(text).strip()
    nothing = ReadValue("", source)
    if says_nothing(source):
        return nothing, nothing
    if damage := say_damage(text):
        return ask(source, damage), nothing
    if plain in _FREE:
        return ask(source, f"写的是“{plain}”，是 0 元，还是没有定？", "0"), nothing
    per = _PER_BEFORE.fullmatch(plain) or _PER.fullmatch(plain)
    if per and (price := _read_sum(per["price"].strip())) is not None:
        return _as_value(price, source), ReadValue(per["unit"], source)
    return _read_whole(plain, source), nothing


def _read_whole(plain: str, source: str) -> ReadValue:
    if _FOREIGN.search(plain):
        return ask(source, f"“{_cut(source)}”不是人民币，换成元再写。")
    if (amount := _read_sum(plain)) is not None:
        return _as_value(amount, source)
    try:
        if match := _BOTH[0].fullmatch(plain) or _BOTH[1].fullmatch(plain):
            return _compare(match["figures"], match["words"], source)
        match = _WORDS.fullmatch(plain)
        # Everything else gets the reason why it is no sum.
        return _of_fen(Money.parse(match["words"] if match else plain, allow_negative=True), source)
    except MoneyError as error:
        sums = (_read_positive(match[0].strip()) for match in _AMOUNT.finditer(plain[:_LONGEST]))
        return ask(source, str(error), *(_say(amount) for amount in sums if amount is not None))


def _compare(figures: str, words: str, source: str) -> ReadValue:
    """A sum in figures and in capital numerals: one where they agree, else both are asked."""
    written, said = _read_sum(figures.strip()), Money.from_words(words)
    if written is None:
        return _of_fen(said, source)
    if written == said.decimal():
        return _as_value(written, source)
    question = f"小写是 {written:,f} 元，大写是 {said.plain()} 元。"
    return ask(source, question, _say(written), _say(said.decimal()))


def _read_sum(plain: str) -> Decimal | None:
    """The number of yuan, None for what is no exact sum."""
    if len(plain) > _LONGEST:
        return None
    if match := _NEGATIVE.fullmatch(plain):
        inner = _read_positive(next(filter(None, match.groups())).strip())
        return None if inner is None else -inner
    return _read_positive(plain.removeprefix("+"))


def _read_positive(plain: str) -> Decimal | None:
    if match := _AMOUNT.fullmatch(plain):
        yuan = Decimal(re.sub("[, ]", "", match["yuan"]))
        if match["scale"]:
            yuan = Decimal(f"{(yuan * _SCALES[match['scale']]).normalize():f}")
        return yuan + _small_change(match) if match["jiao"] or match["fen"] else yuan
    if match := _SMALL.fullmatch(plain):
        return _small_change(match)
    if match := _SPOKEN.fullmatch(plain):
        number = read_chinese_number(match["number"])
        return None if number is None else Decimal(number)
    return None


def _small_change(match: re.Match[str]) -> Decimal:
    """What 角 and 分 add, in yuan."""
    return Decimal(int(match["jiao"] or 0) * 10 + int(match["fen"] or 0)).scaleb(-2)


def _as_value(amount: Decimal, source: str) -> ReadValue:
    if abs(amount) * 100 > MAX_FEN:
        return ask(source, f"金额最大到 {Money(MAX_FEN).plain()} 元，现在是“{_cut(source)}”。")
    return ReadValue(_say(amount), source)


def _of_fen(amount: Money, source: str) -> ReadValue:
    return ReadValue(_say(amount.decimal()), source)


def _say(amount: Decimal) -> str:
    """The decimals as they were written, no exponent; -0 is 0."""
    return f"{amount:f}" if amount else f"{abs(amount):f}"


def _cut(text: str) -> str:
    return text if len(text) <= 20 else text[:20] + "…"
