"""The kinds of event by code; what each of them proposes lies in `planner.kinds`."""

KINDS: dict[str, str] = {
    "childrens_day": "六一游园/慰问",
    "spring_festival": "春节走访慰问",
    "study_tour": "暑期研学/夏令营",
    "volunteer_teaching": "志愿支教/三下乡",
    "outdoor_training": "户外素质拓展",
    "performance": "文艺演出",
    "qingming": "清明祭扫",
    "chongyang": "重阳敬老",
    "blank": "空白",
}

# Kinds of which people are visited and given something one by one.
VISITING = frozenset({"childrens_day", "spring_festival", "chongyang"})
