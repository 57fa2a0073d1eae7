"""The nouns of an event that come in rows: their names, labels and pages, said once."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Noun:
    """One kind of row.

    `name` is its name in a dossier and in addresses, `label` what the user calls one of it, `title` the field that
    names a row, `tab` the page it stands on. A change of a `material` noun reopens an approval (and says that it was
    `material`). `sensitive` ones never leave their values in a log. `is_account` ones are kept by whoever works on the
    event and by finance, and are none of a guest's business. `is_file` ones come only as uploaded files.
    """

    name: str
    label: str
    title: str
    tab: str
    material: str = ""
    group: str = ""
    sensitive: bool = False
    is_account: bool = False
    is_file: bool = False
    measure: str = "条"

    @property
    def settles(self) -> bool:
        """Whether it stands still once the event is settled."""
        return self.is_account or self.tab == "budget"


NOUNS: dict[str, Noun] = {
    noun.name: noun
    for noun in (
        Noun("sections", "章节", "heading", "plan", measure="节"),
        Noun("parties", "单位", "name", "facts", measure="家"),
        Noun("phases", "阶段", "name", "facts", measure="个"),
        Noun("stops", "地点", "name", "facts", material="地点", measure="处"),
        Noun("head_counts", "人数", "group", "facts", material="人数", measure="组"),
        Noun("duties", "分工", "role", "duties", measure="项"),
        Noun("schedule", "日程", "title", "schedule", group="day", measure="项"),
        Noun("contacts", "联系人", "name", "duties", measure="个"),
        Noun("supplies", "物资", "name", "supplies", measure="样"),
        Noun("budget", "预算明细", "item", "budget", material="预算", group="category", measure="条"),
        Noun("funding", "资金来源", "name", "budget", material="预算", measure="项"),
        Noun("safety", "安全检查项", "item", "safety", group="phase", measure="项"),
        Noun("attachments", "附件", "name", "attachments", measure="个"),
        Noun("participants", "花名册", "name", "roster", sensitive=True, measure="人"),
        Noun("expenses", "支出", "purpose", "expenses", is_account=True, measure="笔"),
        Noun("incomes", "到账", "source", "expenses", is_account=True, measure="笔"),
        Noun("advances", "借款", "person", "expenses", is_account=True, measure="笔"),
        Noun("donations", "捐赠物资", "item", "handouts", is_account=True, measure="样"),
        Noun("handouts", "发放", "item", "handouts", is_account=True, measure="次"),
        Noun("vouchers", "凭证", "filename", "expenses", is_account=True, is_file=True, measure="份"),
    )
}


def is_account(where: str) -> bool:
    """Whether a place (expenses/<key>, settlement …) is of the accounts, which are none of a guest's business."""
    noun = NOUNS.get(where.partition("/")[0])
    return where == "settlement" or (noun is not None and noun.is_account)
