"""What kind of schedule item a title speaks of: only its colour depends on it."""

from planner.enums import ItemKind

# The first word that is found decides, so the more telling ones stand first.
_WORDS: tuple[tuple[ItemKind, tuple[str, ...]], ...] = (
    (ItemKind.ROLL, ("点名", "清点", "签到", "报到", "集合", "接回", "签收")),
    (ItemKind.MEAL, ("早餐", "午餐", "晚餐", "早饭", "午饭", "晚饭", "用餐", "加餐", "年夜饭")),
    (ItemKind.BUS, ("乘车", "出发", "返程", "返回", "前往", "车程", "大巴")),
    (ItemKind.STAY, ("住宿", "入住", "退房", "查房", "查寝", "午休", "就寝", "洗漱", "起床", "休息")),
    (
        ItemKind.MEET,
        (
            "仪式",
            "开幕",
            "闭幕",
            "座谈",
            "分享",
            "总结",
            "讲话",
            "欢迎",
            "合影",
            "颁",
            "节目",
            "演出",
            "会",
            "游园",
            "联欢",
        ),
    ),
)


def guess_kind(title: str) -> ItemKind:
    """The kind that the words of a title speak of; 研学参观 when none is telling."""
    for kind, words in _WORDS:
        if any(word in title for word in words):
            return kind
    return ItemKind.STUDY
