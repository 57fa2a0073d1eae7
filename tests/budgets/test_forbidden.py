"""What a unit forbids stands for its like: brands, cards and receptions by any name."""

import pytest

from budgets import Policy
from budgets.forbidden import find_forbidden

WORDS = Policy().forbidden_words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("餐费 茅台迎宾 瓶", "茅台"),
        ("餐费 五粮液 瓶", "五粮液"),
        ("餐费 飞天53度 瓶", "飞天"),
        ("招待 用酒", "酒"),
        ("餐费 自酿米酒 斤", "米酒"),
        ("餐费 红酒、糕点 份", "红酒"),
        ("餐费 待客烟 5 包", "烟"),
        ("招待 软中华 条", "软中华 条"),
        ("慰问品 提货卡 张", "提货卡"),
        ("慰问品 京东E卡 张", "京东E卡"),
        ("奖品 蛋糕券 张", "蛋糕券"),
        ("奖品 面值 100 元的卡", "面值 100 元的卡"),
        ("接待 公务招待 桌", "公务招待"),
        ("餐费 村委招待用餐 人", "招待用餐"),
        ("餐费 答谢宴 桌", "答谢宴"),
        ("接待费 来宾招待 人", "来宾招待"),
    ],
)
def test_forbidden_things_are_found_by_any_name(text: str, found: str) -> None:
    assert find_forbidden(WORDS, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "住宿费 酒店标间 间",
        "药品 酒精棉片 盒",
        "厨房 料酒 瓶",
        "宣传费 禁烟标识 张",
        "宣传费 戒烟戒酒宣传单 份",
        "器材 无烟演示箱 个",
        "器材 防烟面罩 个",
        "食品 烟台苹果 箱",
        "住宿费 县招待所 间",
        "租赁费 嘉宾招待室布置 次",
        "宣传费 中华传统文化展板 块",
        "物资 新年贺卡 张",
        "物资 游园集章卡 张",
        "资料 答题卡 张",
        "活动 走进茶园 次",
        "印刷费 游园兑换券 张",
        "印刷费 用餐券 张",
        "交通费 茅台镇往返大巴 辆",
        "包装 拉菲草 袋",
        "食材 干白菜 斤",
        "食材 干红枣 斤",
        "宣传 学习酒驾案例 次",
        "宣传 电子烟危害展板 块",
        "手工 黄金叶子贴画 套",
        "布置 香槟色气球 个",
        "场地费 宴会厅租用 天",
        "美术 敦煌飞天剪纸 套",
        "研学 清明杏花村 次",
        "",
    ],
)
def test_harmless_things_are_left_alone(text: str) -> None:
    assert find_forbidden(WORDS, text) == ""


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        (("爆竹",), "爆竹", "爆竹"),
        (("爆竹",), "茅台", ""),
        (("白酒",), "茅台", "茅台"),
        (("白酒",), "提货卡", ""),
        (("购物卡",), "提货卡", "提货卡"),
        (("香烟",), "雪茄", "雪茄"),
        (("",), "茅台", ""),
        ((), "茅台", ""),
    ],
)
def test_unit_forbids_its_own_words_and_their_like_alone(words: tuple[str, ...], text: str, found: str) -> None:
    assert find_forbidden(words, text) == found
