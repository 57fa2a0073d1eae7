"""People: head counts, posts without a person, contacts that nobody can call."""

from planner.checkup.sentences import about_rows
from planner.dossier import Dossier
from planner.findings import Finding, Severity


def check_people(dossier: Dossier) -> list[Finding]:
    """Sums of head counts against the stated total, groups, posts and contacts with something missing."""
    return [*_head_counts(dossier), *_duties(dossier), *_contacts(dossier)]


def _head_counts(dossier: Dossier) -> list[Finding]:
    unknown = [h for h in dossier.head_counts if h.count is None]
    groups = (h.group for h in unknown)
    found = about_rows("group-open", Severity.WARNING, "head_counts", unknown, groups, "{names}的人数待定。")
    counted, stated = dossier.counted_total, dossier.facts.stated_total
    known = [h for h in dossier.head_counts if h.count is not None]
    if not known or stated is None or counted == stated or (unknown and counted < stated):
        return found
    sums = "、".join(f"{h.group} {h.count}" for h in known)
    more = "少" if counted < stated else "多"
    words = f"各组合计 {counted} 人（{sums}），比写明的 {stated} 人{more} {abs(counted - stated)} 人。"
    return [Finding("heads-differ", Severity.WARNING, words, "facts/stated_total"), *found]


def _duties(dossier: Dossier) -> list[Finding]:
    if not dossier.duties:
        return [Finding("duties-empty", Severity.WARNING, "还没有分工。", "duties")]
    empty = [d for d in dossier.duties if not d.name.strip() and not d.organisation.strip()]
    vague = [d for d in dossier.duties if not d.name.strip() and d.organisation.strip()]
    mute = [d for d in dossier.duties if d.name.strip() and not d.phone.strip()]
    return [
        *about_rows(
            "posts-empty",
            Severity.WARNING,
            "duties",
            empty,
            (d.role for d in empty),
            "{n} 个岗位还没有人：{names}。",
        ),
        *about_rows(
            "posts-vague",
            Severity.HINT,
            "duties",
            vague,
            (d.role for d in vague),
            "{n} 个岗位只写到单位：{names}。",
        ),
        *about_rows(
            "persons-without-phone",
            Severity.HINT,
            "duties",
            mute,
            (d.name for d in mute),
            "分工里 {n} 人没有电话：{names}。",
        ),
    ]


def _contacts(dossier: Dossier) -> list[Finding]:
    mute = [c for c in dossier.contacts if not c.phone.strip()]
    names = (c.name for c in mute)
    return about_rows(
        "contacts-without-phone", Severity.WARNING, "contacts", mute, names, "{n} 个联系人没有电话：{names}。"
    )
