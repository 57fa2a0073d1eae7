"""What invoices are called on their face, and what kind that is."""

from budgets.invoice_number import FISCAL

# The longer before the shorter: 电子发票（增值税专用发票） holds both.
_KINDS = (
    ("铁路电子客票", "51"),
    ("航空运输电子客票", "61"),
    ("电子发票（增值税专用发票）", "31"),
    ("电子发票（普通发票）", "32"),
    ("增值税电子专用发票", "08"),
    ("增值税电子普通发票", "10"),
    ("增值税专用发票", "01"),
    ("增值税普通发票", "04"),
    ("机动车销售统一发票", "03"),
    ("票据（电子）", FISCAL),
)
DEPOSIT_RECEIPT = "资金往来结算票据"


def kind_of_title(title: str) -> str:
    """The kind by what is printed on top; empty where that is no title."""
    plain = "".join(title.split()).replace("(", "（").replace(")", "）")
    return next((kind for words, kind in _KINDS if words in plain), "")
