import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets import credit_code_problem, is_credit_code
from budgets.credit_code import ALPHABET

SOUND = "91350100M000100Y43"


@pytest.mark.parametrize("text", [SOUND, SOUND.lower(), f" {SOUND[:4]} {SOUND[4:]} ", "９" + SOUND[1:]])
def test_sound_code_has_no_problem(text):
    assert credit_code_problem(text) == ""
    assert is_credit_code(text)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "统一社会信用代码是 18 位，现在是 0 位。"),
        (SOUND[:-1], "统一社会信用代码是 18 位，现在是 17 位。"),
        ("9135010OM000100Y43", "统一社会信用代码只用数字和除 I、O、S、V、Z 外的大写字母，现在有“O”。"),
        (SOUND[:-1] + "4", "统一社会信用代码 91350100M000100Y44 的校验位对不上，请核对每一位。"),
    ],
)
def test_unsound_code_has_its_problem_named(text, problem):
    assert credit_code_problem(text) == problem
    assert not is_credit_code(text)


@given(st.integers(0, 17), st.sampled_from(ALPHABET))
def test_any_single_change_is_noticed(place, char):
    changed = SOUND[:place] + char + SOUND[place + 1 :]
    assert is_credit_code(changed) == (changed == SOUND)


@given(st.text(alphabet=ALPHABET, min_size=17, max_size=17))
def test_every_code_has_one_check_character(stem):
    assert sum(is_credit_code(stem + char) for char in ALPHABET) == 1
