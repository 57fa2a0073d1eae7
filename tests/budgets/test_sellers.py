"""One seller, however it is spelled."""

import pytest

from budgets.sellers import seller_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("赤水市晨光文具店", "赤水晨光文具店"),
        ("赤水市晨光文具店（个体工商户）", "赤水市 晨光文具店"),
        ("贵州省赤水市晨光文具店", "赤水晨光文具店"),
        ("习水县东皇镇老张饭店", "习水东皇老张饭店"),
        ("遵义市汇川区好又多超市有限公司", "遵义汇川好又多超市"),
        ("ＡＢＣ文具（个体工商户）", "abc文具"),
        ("晨光文具·总店", "晨光文具总店"),
        ("广西壮族自治区百色市田阳书店", "百色田阳书店"),
        ("家乐超市有限责任公司", "家乐超市"),
    ],
)
def test_spellings_of_one_seller_share_a_key(one: str, other: str) -> None:
    assert seller_key(one) == seller_key(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("晨光文具店", "晨光书店"),
        ("赤水市晨光文具店", "习水县晨光文具店"),
        ("城北菜市场", "城北菜场"),
        ("市民书店", "区民书店"),
    ],
)
def test_sellers_of_different_names_have_different_keys(one: str, other: str) -> None:
    assert seller_key(one) != seller_key(other)


@pytest.mark.parametrize("name", ["", "  ", "（个体工商户）", "·"])
def test_name_without_anything_to_tell_it_by_has_no_key(name: str) -> None:
    assert seller_key(name) == ""
