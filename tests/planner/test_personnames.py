"""Names of persons: one spelling, or a sentence."""

import pytest

from planner.personnames import parse_person_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("林知远", "林知远"),
        ("欧 阳 清", "欧阳清"),
        ("阿依古丽•买买提", "阿依古丽·买买提"),
        ("阿依古丽 ．买买提", "阿依古丽·买买提"),
        ("J. K.  Smith", "J. K. Smith"),
        ("𰻝𰻞", "𰻝𰻞"),
    ],
)
def test_name_has_one_spelling(text: str, name: str) -> None:
    assert parse_person_name(text) == name


@pytest.mark.parametrize(("text", "words"), [("李", "写全名"), ("林知远2", "这里只写姓名"), ("…", "这里只写姓名")])
def test_what_is_no_name_is_said(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        parse_person_name(text)
