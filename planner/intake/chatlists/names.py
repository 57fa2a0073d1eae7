"""Whether a word of a chat list is somebody's name."""

import re

from planner.intake.values.familynames import has_surname

# Han with its extensions, planes 2 and 3 whole, the private areas: a character newer than our tables is a name's.
HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\ue000-\uf8ff\uf900-\ufaff\U00020000-\U0003ffff\U000f0000-\U0010fffd"
_HAN_NAME = re.compile(f"[{HAN}]{{1,4}}[\U000e0100-\U000e01ef]*")
_DOTTED_NAME = re.compile(f"[{HAN}]{{1,12}}(?:·[{HAN}]{{1,12}}){{1,4}}")
_LATIN_NAME = re.compile(rf"(?:(?![{HAN}])[^\W\d_])+(?:['’.-](?:(?![{HAN}])[^\W\d_])+)*")
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
