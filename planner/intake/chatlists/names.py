"""Whether a word of a chat list is somebody's name."""

import re

# Han with its extensions, planes 2 and 3 whole, the private areas: a character newer than our tables is a name's.
HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\ue000-\uf8ff\uf900-\ufaff\U00020000-\U0003ffff\U000f0000-\U0010fffd"
_HAN_NAME = re.compile(f"[{HAN}]{{1,4}}[\U000e0100-\U000e01ef]*")
_DOTTED_NAME = re.compile(f"[{HAN}]{{1,12}}(?:·[{HAN}]{{1,12}}){{1,4}}")
_LATIN_NAME = re.compile(rf"(?:(?![{HAN}])[^\W\d_])+(?:['’.-](?:(?![{HAN}])[^\W\d_])+)*")
_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方"
    "俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧肖尹姚邵湛汪祁毛禹狄米贝明"
    "臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱丘骆高夏蔡田樊胡凌霍虞万支柯昝管"
    "卢莫经房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓"
    "牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池"
    "乔阴胥苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍却璩桑桂濮牛寿通边扈燕冀浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎"
    "戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查"
    "后荆红游竺权逯盖益桓公仉督岳帅缑亢况郈有琴覃付闫代涂苟邸牟佟"
)
# Words at the head of a remark that a surname happens to begin.
_NO_NAME = re.compile(
    "^(?:马上|高兴|方便|明天|明晚|后天|后面|周[一二三四五六日末]|全家"
    "|全部|有事|有空|时间|应该|自己|家长|家人|家里|孩子|老师|学生|同学"
    "|志愿者|本人|大人|小孩|小朋友|成人|参加|报名|收到|同上|已报|可以|确认"
    "|我|谢谢|辛苦|单独|从|从家|安排|都|向|和|到时|别|别忘|经常|应到|连)"
    "(?:$|[到来去参报也都要能会就走坐有在带的们接送])|^(?:参加"
    "|报名|收到|同上|我|谢谢|去|来|到|可以|确认|好的?|有|无|没有)$"
)
_SENTENCE = re.compile("[不没要带也都的了吗呢吧点可会吃坐请给就还能需]")
_SAYS_YES = re.compile("(?:确认|可以|能|一定|准时|也|都|全程)?(?:参加|已?报名|已报|已接龙|收到|会来|能来|能去|到场)$")
_KIN = re.compile(
    "^(?P<name>.+?)(?:的|家)?(?P<kin>妈妈|爸爸|母亲|父亲|奶奶|爷爷|外婆"
    "|外公|姥姥|姥爷|家长|姑姑|姑妈|舅舅|舅妈|叔叔|婶婶|伯伯|伯父|姨妈"
    "|阿姨|哥哥|姐姐|妈|爸)$"
)


def is_name(word: str) -> bool:
    """Whether a word can be a name: one to four Han signs, parts with ·, or letters."""
    if _NO_NAME.search(word):
        return False
    return bool(_HAN_NAME.fullmatch(word) or _DOTTED_NAME.fullmatch(word) or _LATIN_NAME.fullmatch(word))


def has_surname(word: str) -> bool:
    """Whether a name of two to four signs begins with a surname that we know."""
    return (2 <= len(word) <= 4 and word[0] in _SURNAMES) or "·" in word


def sounds_like_words(name: str) -> bool:
    """Whether what may be a name may as well be a remark: 晚点到, 不吃辣."""
    return not has_surname(name) and len(name) > 1 and bool(_SENTENCE.search(name))


def drop_yes(word: str) -> str:
    """王小明参加 → 王小明."""
    return _SAYS_YES.sub("", word)


def is_kin_of_surname(word: str) -> bool:
    """Whether it says whose parent somebody is by nothing but a surname: 王妈妈."""
    found = _KIN.match(word)
    return found is not None and len(found["name"]) == 1


def split_kin(word: str) -> tuple[str, str]:
    """林小满妈妈 → 林小满, 妈妈; a word that names no kin is a name whole."""
    found = _KIN.match(word)
    return (found["name"], found["kin"]) if found and len(found["name"]) > 1 else (word, "")
