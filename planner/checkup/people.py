"""People of the plan: head counts, posts without a person, contacts that nobody can call."""

from planner.checkup.context import Context, Rule
from planner.checkup.sentences import about_rows
from planner.findings import Finding, Severity


def check_head_counts(context: Context) -> list[Finding]:
    """Groups without a number, and the sum of the groups against the stated total."""
    dossier = context.dossier
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


def check_duties(context: Context) -> list[Finding]:
    """Posts without a person, with no more than an organisation, and persons without a phone."""
    duties = context.dossier.duties
    if not duties:
        return [Finding("duties-empty", Severity.WARNING, "还没有分工。", "duties")]
    empty = [d for d in duties if not d.name.strip() and not d.organisation.strip()]
    vague = [d for d in duties if not d.name.strip() and d.organisation.strip()]
    mute = [d for d in duties if d.name.strip() and not d.phone.strip()]
    kinds = (
        ("posts-empty", Severity.WARNING, empty, [d.role for d in empty], "{n} 个岗位还没有人：{names}。"),
        ("posts-vague", Severity.HINT, vague, [d.role for d in vague], "{n} 个岗位只写到单位：{names}。"),
        ("persons-without-phone", Severity.HINT, mute, [d.name for d in mute], "分工里 {n} 人没有电话：{names}。"),
    )
    return [
        finding
        for code, severity, rows, names, words in kinds
        for finding in about_rows(code, severity, "duties", rows, names, words)
    ]


def check_contacts(context: Context) -> list[Finding]:
    """A contact is there to be called."""
    mute = [c for c in context.dossier.contacts if not c.phone.strip()]
    names, words = (c.name for c in mute), "{n} 个联系人没有电话：{names}。"
    return about_rows("contacts-without-phone", Severity.WARNING, "contacts", mute, names, words)


RULES: tuple[Rule, ...] = (check_head_counts, check_duties, check_contacts)
