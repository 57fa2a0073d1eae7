"""Goods that a unit forbids, by its own words and by what is known to be the same: brands, cards, receptions."""

from __future__ import annotations

import re
from functools import lru_cache

# A unit that forbids any alcohol means all of it, and people write the brand. Left out are brands that are places,
# names or other things as well: 茅台镇, 学习酒驾, 拉菲草, 干白菜, 黄金叶子.
_BRANDS = (
    r"飞天(?=[\d度]*(?:瓶|ml|度)) 茅台(?!镇|机场|学院|[小中]学|村|河) 五粮液 泸州老窖 国窖1573 剑南春 "
    "郎酒 (?<!学)习酒 汾酒 洋河大曲 海之蓝 天之蓝 梦之蓝 "
    "古井贡 西凤酒 水井坊 舍得酒 酒鬼酒 董酒 二锅头 老白干 牛栏山 江小白 劲酒 赖茅 国台酒 红花郎 口子窖 今世缘 迎驾贡 "
    "小糊涂仙 张裕葡萄 干红(?![枣薯椒辣]) 干白(?![菜芝]) 解百纳 奔富 轩尼诗 人头马 马爹利 百威 威士忌 白兰地 伏特加 "
    "香槟酒 拉菲(?!草) 清酒(?!精) 米酒 药酒 鸡尾酒"
).split()
_TOBACCO = "中华烟 软中华 硬中华 玉溪烟 芙蓉王 黄鹤楼烟 红塔山 云烟 利群烟 黄金叶烟 双喜烟 雪茄 电子烟 烟丝".split()
_COUNT = r"[\s\d一二两三四五六七八九十百]*[箱瓶件斤坛提条包盒支]*"
_END = rf"(?={_COUNT}$|[、，,；;/\s（(])"
_FAMILIES = {
    "酒": "|".join(_BRANDS) + rf"|(?<![料禁戒醉酗解防])酒(?:水|类)?{_END}",
    "烟": "|".join(_TOBACCO)
    + r"|(?:^|\s)[软硬]?(?:中华|玉溪|利群|黄鹤楼|红双喜|芙蓉王)\s*[条包](?=$|\s)"
    + rf"|(?<![禁控戒无防排油吸抽])烟{_END}",
    "卡券": (
        "(?:提货|购物|储值|充值|预付|超市|商场|百货|加油|油|蛋糕|电影|京东|天猫|消费|"
        "话费|健身|苏宁|沃尔玛|永辉|美容|洗车)"
        r"(?:E|电子)?[卡券]|礼品卡|面值\s*\d+\s*元?.{0,4}[卡券]|[卡券].{0,4}面值|"
        "(?:代金|购书|抵用|月饼|粽子|螃蟹|大闸蟹|提货|购物)[券票卡]"
    ),
    "招待": (
        "公务(?:招待|接待)|招待(?:费|餐|宴|用餐|午餐|晚餐|便餐|客人|来宾|领导|嘉宾|检查|上级)|"
        "(?:来宾|客人|领导|嘉宾|上级|检查组)招待(?![室处点台区站])|接待宴|宴请|宴会(?!厅)|答谢宴|欢迎宴|酒席"
    ),
}
_MEMBERS = {"卡券": ("卡", "券"), "酒": ("酒",), "烟": ("烟",), "招待": ("招待", "接待")}
# What warns of a thing does not buy it: 电子烟危害展板.
_WARNINGS = re.compile("危害|拒绝|远离|预防|防治|禁|戒|控烟|宣传|科普|教育|知识|展板|海报")


@lru_cache(maxsize=8192)
def find_forbidden(words: tuple[str, ...], text: str) -> str:
    """The first forbidden thing that a text names; empty where it names none."""
    match = _own_words(words).search(text)
    if match is None and not _WARNINGS.search(text):
        match = _relatives(words).search(text)
    return match[0].strip() if match else ""


@lru_cache(maxsize=64)
def _own_words(words: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern that finds any of the words; nothing when there are none."""
    return re.compile("|".join(re.escape(word) for word in words if word) or r"(?!)")


@lru_cache(maxsize=64)
def _relatives(words: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern that finds what belongs to the same families as the words."""
    families = (
        pattern for name, pattern in _FAMILIES.items() if any(part in word for word in words for part in _MEMBERS[name])
    )
    return re.compile("|".join(families) or r"(?!)")
