"""Whether two names are one seller, however it is spelled on a receipt."""

from __future__ import annotations

import re
import unicodedata
from itertools import combinations
from typing import NamedTuple

_ASIDE = re.compile(r"[(（\[【].*?[)）\]】]")
_LEGAL_FORM = re.compile("股份有限公司|有限责任公司|有限公司|公司$|个体工商户|个人独资企业|普通合伙")
_NOT_SAID = re.compile(r"[^\w]|_")
_PROVINCE = re.compile(r"^(?:中国)?(?:(?:内蒙古|广西壮族|西藏|宁夏回族|新疆维吾尔)自治区|\w{2,3}省)")
# 黔东南苗族侗族自治州 is 黔东南 to those who live there.
_PEOPLES = (
    "苗|侗|土家|布依|仡佬|彝|回|藏|羌|水|瑶|壮|白|傣|哈尼|景颇|傈僳|佤|拉祜|纳西|畲|黎|朝鲜|满|蒙古|哈萨克|柯尔克孜|"
    "撒拉|东乡|保安|裕固|土|毛南|仫佬|锡伯|达斡尔|普米|怒|独龙|布朗|各"
)
# Of a city, county or town receipts leave the word out (赤水晨光); of a village it is part of the name (红星村).
_REGION = re.compile(
    rf"^(?:(\w{{2,5}}?)(?:(?:{_PEOPLES})族)*自治[州县旗]"
    r"|(\w{2,3}?)(?:(?<![超菜夜门集都])市(?!场)|[县州旗镇]|乡(?!村)|(?<![小校厂园景社])区))(?=\w)"
)
_VILLAGE = re.compile(r"^(\w{2,3}?(?:街道|社区|(?<![农乡假])村))(?=\w)")
_MOST_PLACES = 5
_SHORTEST = 2
# Names that say what kind of shop it is, and nothing else: one stands in every town.
_KIND_OF_SHOP = re.compile(
    "(?:农贸|综合|便民|生活|百货|平价|中心|购物|日用|副食|水果|蔬菜|文体|文化|图文|打印|广告|快餐|早餐|农家|大|小)*"
    "(?:超市|商店|商场|商行|小卖部|经营部|门市|批发部|服务部|饭店|餐馆|餐厅|酒店|宾馆|旅馆|招待所|菜市场|市场|书店|"
    "文具店|打印店|水果店|蛋糕店|药店|印刷厂|汽修厂|供销社|卫生院|卫生室|诊所|加油站|食堂|幼儿园|小学|中学|农家乐|店|"
    "客运|公交|出租|运输|汽车运输|旅游|旅行社|保险|自来水|供水|供电|燃气|广告)"
)


class SellerName(NamedTuple):
    """A seller's name taken apart: the places before it, from the largest to the smallest, and what it trades as."""

    places: tuple[str, ...]
    trade: str

    @property
    def key(self) -> str:
        """What spellings that surely mean one seller share; empty where nothing is left to tell sellers by."""
        return "".join(self.places) + self.trade

    @property
    def shorter_keys(self) -> frozenset[str]:
        """The keys of the same name without some of its places.

        Whoever is written so may be this seller, or one of the same name in the next town. Where all that would be
        left is a kind of shop, it tells nobody.
        """
        kept = (
            "".join(places)
            for number in range(len(self.places))
            for places in combinations(self.places, number)
            if number or not _KIND_OF_SHOP.fullmatch(self.trade)
        )
        return frozenset(place + self.trade for place in kept)


def read_seller(name: str) -> SellerName:
    """A name without blanks, signs, brackets, legal form, province and the words for city, county and town.

    惠民超市 of 贵州省赤水市白石镇惠民超市（个体工商户）, at 赤水 and 白石.
    """
    plain = _ASIDE.sub("", "".join(unicodedata.normalize("NFKC", name).split()))
    rest = _PROVINCE.sub("", _NOT_SAID.sub("", _LEGAL_FORM.sub("", plain)).casefold())
    places: list[str] = []
    while len(places) < _MOST_PLACES and (found := _REGION.match(rest) or _VILLAGE.match(rest)):
        places.append(next(filter(None, found.groups())))
        rest = rest[found.end() :]
    if len(rest) < _SHORTEST and places:
        places, rest = [], "".join(places) + rest
    return SellerName(tuple(places), rest)


def seller_key(name: str) -> str:
    """What spellings of one seller share, `SellerName.key`."""
    return read_seller(name).key
