"""Of what kind an event is, by the words of its title, its theme and its text."""

import re

from planner.intake.plans.plan import Plan, state
from planner.intake.plans.reading import Fact, Field
from planner.intake.plans.words import patterns

# A word of the title decides; many words of the text only where the title is silent.
_ENOUGH = 2
# Words of every plan for children, which say nothing of its kind.
_GENERAL = re.compile("关爱|爱心|公益|捐|志愿者")
_HELPERS = re.compile("志愿|义工|雷锋|支教|三下乡|敬老|重阳|孤寡|福利院|养老院|植树|义卖|义诊|社工|特教")
# A festival is named once, what is done all the time.
_WEIGHTS = {"childrens_day": 6, "memorial": 3, "spring_festival": 5, "study_tour": 3, "sports": 2}


def find_kind(plan: Plan, titles: list[Fact], themes: list[Fact]) -> list[Fact]:
    """The kind of the event; “other” where no kind has words enough."""
    for facts, confidence, reason in ((titles, 0.95, ""), (themes, 0.85, "标题里没写，按主题判断")):
        text = "".join(fact.value for fact in facts)
        if kind := _decide(text, plan):
            return [Fact(Field.KIND, {"value": kind}, facts[0].spans, "title-words", confidence, reason)]
    entries = [entry for entry in plan.lines if entry.about not in ("safety", "notice", "report", "awards")]
    text = "".join(_GENERAL.sub("", entry.part.text) for entry in entries)
    counts = {kind: _WEIGHTS.get(kind, 1) * len(pattern.findall(text)) for kind, pattern in patterns("kinds").items()}
    best = max(counts, key=lambda kind: counts[kind])
    if counts[best] < _ENOUGH or not entries:
        return [Fact(Field.KIND, {"value": "other"}, (), "no-words", 0.6, "看不出是哪一类活动")]
    spoken = next(entry for entry in entries if patterns("kinds")[best].search(entry.part.text))
    reason = "标题里没写，按正文里的词判断"
    return [state(Field.KIND, "text-words", 0.7, spoken.part, reason, value=best)]


def _decide(text: str, plan: Plan) -> str:
    """The kind that a title says: a festival of its own before what is done."""
    found = [kind for kind, pattern in patterns("kinds").items() if pattern.search(text)]
    if "volunteer_service" in found and len(found) > 1 and re.search("志愿|支教|三下乡|雷锋|敬老|重阳|福利院", text):
        return found[0] if found[0] in ("childrens_day", "memorial", "spring_festival") else "volunteer_service"
    if found == ["volunteer_service"] and not _HELPERS.search(_GENERAL.sub("", text)):
        # 关爱, 爱心, 捐赠 alone: a service of volunteers only where the text speaks of any.
        return found[0] if any(_HELPERS.search(entry.part.text) for entry in plan.lines) else "other"
    weak = [kind for kind in found if kind != "volunteer_service"]
    return (weak or found or [""])[0]
