"""Goods that a unit forbids, by its own words and by what is known to be the same: brands, cards, receptions."""

from __future__ import annotations

import re
from functools import lru_cache

# A unit that forbids any alcohol means all of it; people write the brand. Words of prevention are no goods.
_BRANDS = (
    "茅台 五粮液 泸州老窖 国窖 剑南春 郎酒 习酒 汾酒 洋河大曲 海之蓝 天之蓝 梦之蓝 古井贡 西凤酒 水井坊 舍得酒 酒鬼酒 董酒 "
    "二锅头 老白干 牛栏山 江小白 劲酒 赖茅 国台 红花郎 口子窖 今世缘 杏花村 迎驾贡 小糊涂仙 张裕 干红 干白 解百纳 奔富 "
    "轩尼诗 人头马 马爹利 青岛啤酒 雪花啤酒 百威 威士忌 白兰地 伏特加 香槟 拉菲 清酒 米酒 药酒 鸡尾酒"
).split()
_TOBACCO = "中华烟 软中华 硬中华 玉溪烟 芙蓉王 黄鹤楼烟 红塔山 云烟 利群烟 黄金叶 双喜烟 雪茄 电子烟 烟丝".split()
_COUNT = r"[\s\d一二两三四五六七八九十百]*[箱瓶件斤坛提条包盒支]*"
_FAMILIES = {
    "酒": "|".join(_BRANDS) + rf"|(?<![料禁戒醉酗解防])酒(?:水|类)?(?={_COUNT}$|[、，,；;/\s（(])",
    "烟": "|".join(_TOBACCO)
    + r"|(?:^|\s)[软硬]?(?:中华|玉溪|利群|黄鹤楼|红双喜|芙蓉王)\s*[条包](?=$|\s)"
    + rf"|(?<![禁控戒无防排油吸抽])烟(?={_COUNT}$|[、，,；;/\s（(])",
    "卡券": (
        "(?:提货|购物|储值|充值|预付|礼品|超市|商场|百货|加油|油|蛋糕|电影|京东|天猫|会员|消费|话费|点心|面包|健身|苏宁|沃尔玛|永辉|"
        "美容|洗车)(?:E|电子)?[卡券]|"
        r"面值\s*\d+\s*元?.{0,4}[卡券]|[卡券].{0,4}面值|"
        "(?:代金|购书|抵用|现金|月饼|粽子|螃蟹|大闸蟹|水果|餐饮|用餐|兑换|提货|购物)[券票卡]"
    ),
    "招待": (
        "公务(?:招待|接待)|招待(?:费|餐|宴|用餐|午餐|晚餐|便餐|客人|来宾|领导|嘉宾|检查|上级)|接待宴|宴请|宴会|答谢宴|欢迎宴|酒席"
    ),
}
_MEMBERS = {"卡券": ("卡", "券"), "酒": ("酒",), "烟": ("烟",), "招待": ("招待", "接待")}


@lru_cache(maxsize=8192)
def find_forbidden(words: tuple[str, ...], text: str) -> str:
    """The first forbidden thing that a text names; empty where it names none."""
    match = _pattern_of(words).search(text)
    return match[0].strip() if match else ""


@lru_cache(maxsize=64)
def _pattern_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern that finds any of the words and what belongs to the same family; nothing when there are none."""
    own = [re.escape(word) for word in words if word]
    families = [
        pattern for name, pattern in _FAMILIES.items() if any(part in word for word in words for part in _MEMBERS[name])
    ]
    return re.compile("|".join([*own, *families]) or r"(?!)")
