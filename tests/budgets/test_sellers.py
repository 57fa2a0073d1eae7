"""One seller, however it is spelled."""

import pytest

from budgets.sellers import read_seller, seller_key


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
        ("白石镇惠民超市（个体工商户）", "白石惠民超市"),
        ("黔东南苗族侗族自治州凯里市晨光书店", "黔东南凯里晨光书店"),
        ("务川仡佬族苗族自治县老张饭店", "务川老张饭店"),
        ("贵州省白石镇红星村小卖部", "白石红星村小卖部"),
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
        ("白石镇惠民超市", "黑石镇惠民超市"),
        ("白石镇惠民超市", "惠民超市"),
        ("杏花村酒楼", "杏花酒楼"),
        ("惠民超市", "惠民超"),
    ],
)
def test_sellers_of_different_names_have_different_keys(one: str, other: str) -> None:
    assert seller_key(one) != seller_key(other)


@pytest.mark.parametrize("name", ["", "  ", "（个体工商户）", "·"])
def test_name_without_anything_to_tell_it_by_has_no_key(name: str) -> None:
    assert seller_key(name) == ""


def may_be(longer: str, shorter: str) -> bool:
    """Whether the second may be the first, without some of its places."""
    return seller_key(shorter) in read_seller(longer).shorter_keys


@pytest.mark.parametrize(
    ("longer", "shorter"),
    [
        ("白石镇惠民超市", "惠民超市"),
        ("白石镇惠民超市（个体工商户）", "惠民超市有限公司"),
        ("贵州省赤水市白石镇惠民超市", "惠民 超市"),
        ("贵州省赤水市白石镇惠民超市", "赤水惠民超市"),
        ("贵州省赤水市白石镇惠民超市", "白石镇惠民超市"),
        ("遵义市汇川区好又多超市", "汇川区好又多超市"),
        ("白石镇红星村李记百货", "李记百货"),
        ("白石镇红星村小卖部", "红星村小卖部"),
        ("花园街道幸福社区晨光文具店", "幸福社区晨光文具店"),
        ("务川仡佬族苗族自治县老张饭店", "老张饭店"),
        ("赤水市新华书店", "新华书店"),
    ],
)
def test_name_without_some_of_its_places_may_be_the_same_seller(longer: str, shorter: str) -> None:
    assert may_be(longer, shorter)
    assert not may_be(shorter, longer)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("白石镇惠民超市", "黑石镇惠民超市"),
        ("赤水市白石镇惠民超市", "习水县白石镇惠民超市"),
        ("白石镇惠民超市", "民超市"),
        ("白石镇惠民超市", "惠民文具"),
        ("白石镇超市", "超市"),
        ("红星村小卖部", "小卖部"),
        ("白石镇农贸综合市场", "农贸综合市场"),
        ("云台县客运有限公司", "客运公司"),
        ("赤水市百货商店", "百货商店"),
        ("赤水农村信用社", "信用社"),
        ("好又多超市", "又多超市"),
        ("城北菜市场", "场"),
        ("阳光小区惠民超市", "惠民超市"),
        ("老家乡村菜馆", "菜馆"),
    ],
)
def test_names_of_other_places_or_of_a_kind_of_shop_tell_nobody(one: str, other: str) -> None:
    assert (may_be(one, other), may_be(other, one)) == (False, False)
