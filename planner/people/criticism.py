"""Which words want something mended: they belong into 不足, and are easily missed among the praise."""

import re

MOST_CRITICAL_STARS = 2
# What has one of the words below in it and complains of nothing.
_HARMLESS = (
    "一点都不累 一点也不累 一点都不 一点也不 不错 不累 不怕 不热 不冷 不晒 不吵 不舍 舍不得 不得了 了不起 "
    "不仅 不但 不只 不光 不愧 不用担心 不担心 不后悔 不虚此行 没白来 没问题 没有问题 没想到 想不到 意想不到 "
    "忘不了 不会忘 离不开 说不出 停不下来 差不多 从来没 从没 没玩够 不想回家 不想走 不知不觉 不得不说 "
    "希望还 希望下次还 希望明年还 希望再 特别 别人 分别 告别 离别 道别 慢慢 感动哭 "
    "太好 太棒 太开心 太喜欢 太美 太有意思 太感谢 太感人 哭笑不得"
).split()
_CRITICAL = (
    "最好提前 最好早 最好多 最好先 "
    "不 没 别 希望 建议 应该 最好能 最好有 要是 可惜 遗憾 但是 差 乱 吵 挤 晒 累 饿 渴 疼 痛 怕 哭 慢 迟 晚点 "
    "漏 丢 摔 脏 臭 无聊 难吃 难喝 难受 难听 生气 失望 担心 危险 浪费 等了 等太"
).split()
# 太热 and 有点咸 complain, 太好 and 有点想家 do not.
_TOO = "(?:太|有点)[热冷晚早少多长短远贵难烫辣咸淡硬小大赶急紧久黑湿]"
_DROPPED, _FOUND = re.compile("|".join(_HARMLESS)), re.compile("|".join([*_CRITICAL, _TOO]))


def sounds_critical(words: str, stars: int) -> bool:
    """Whether somebody was not content, by the stars or by what they wrote. It is help for who reads, no verdict."""
    return stars <= MOST_CRITICAL_STARS or _FOUND.search(_DROPPED.sub("", words)) is not None
