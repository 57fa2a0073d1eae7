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
        ("陈 晨", "陈晨"),
        ("陈晨，", "陈晨"),
        ("J. K.  Smith", "J. K. Smith"),
        ("𰻝𰻞", "𰻝𰻞"),
    ],
)
def test_name_has_one_spelling(text: str, name: str) -> None:
    assert parse_person_name(text) == name


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("李，王", "像是 2 个人：李、王。一处只写一个姓名。"),
        ("陈晨、欧阳清/罗芳", "像是 3 个人：陈晨、欧阳清、罗芳。一处只写一个姓名。"),
        ("陈晨 罗芳", "像是 2 个人：陈晨、罗芳。一处只写一个姓名；是一个人，中间不留空格。"),
    ],
)
def test_several_names_in_one_place_are_asked(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=f"^{words}$"):
        parse_person_name(text)


@pytest.mark.parametrize(("text", "words"), [("李", "写全名"), ("林知远2", "这里只写姓名"), ("…", "这里只写姓名")])
def test_what_is_no_name_is_said(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        parse_person_name(text)
