"""What volunteers agree to, by version: who agreed to an older text agreed to that one."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Agreement:
    """The texts of one version (志愿服务条例 art. 12, 14). The one on photos may be left out, the others may not."""

    version: str
    risk: str
    behaviour: str
    photos: str


AGREEMENTS: dict[str, Agreement] = {
    text.version: text
    for text in (
        Agreement(
            version="2026-11",
            risk="我知道这项服务要做什么、有什么风险，身体状况适合参加；路上和服务时注意自己的安全，听组织者安排。",
            behaviour="我尊重孩子：不单独带走孩子，不打骂，不收礼，不私下要联系方式，不把孩子的照片和信息发到网上。",
            photos="活动中拍到我的照片，可以用在活动的总结和宣传里。",
        ),
    )
}
CURRENT = AGREEMENTS["2026-11"]
