"""Vocabularies of what really happened: how an item of the schedule went, what is counted beside the plan."""

from planner.enums import LabelledEnum


class Outcome(LabelledEnum):
    """What became of an item of the schedule."""

    HELD = "held", "照办"
    CHANGED = "changed", "改了"
    DROPPED = "dropped", "没办"


class TallyKind(LabelledEnum):
    """What is counted that no other record of the event counts."""

    VISIT = "visit", "走访"
    CALL = "call", "亲情电话"
    PAIR = "pair", "结对"
    MEDIA = "media", "媒体报道"
    TURNS = "turns", "服务孩子"

    @property
    def measure(self) -> str:
        """The word that counts it."""
        return _MEASURES[self]


_MEASURES = {
    TallyKind.VISIT: "户",
    TallyKind.CALL: "次",
    TallyKind.PAIR: "对",
    TallyKind.MEDIA: "篇",
    TallyKind.TURNS: "人次",
}


class MediaLevel(LabelledEnum):
    """Whose media reported, the highest first: units above count reports by it."""

    NATION = "nation", "中央级"
    PROVINCE = "province", "省级"
    CITY = "city", "市级"
    COUNTY = "county", "县级"
    OWN = "own", "本单位"
