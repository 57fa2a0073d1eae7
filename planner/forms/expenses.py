"""One payment, typed, pasted, or begun from the QR text of its invoice."""

from collections.abc import Mapping
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms.validators import ValidationError

from budgets import Invoice, credit_code_problem, looks_like_code, parse_invoice_number, split_codes
from budgets.invoice import plain_name
from budgets.persons import is_same_person
from planner.dossier import Dossier
from planner.enums import InvoiceKind, PaymentMethod
from planner.fields import GONE_LINE
from planner.forms.choices import ChoiceField, EnumField, TickField
from planner.forms.fields import DateField, Required, SignedMoneyField, TextField
from planner.forms.invoicefields import InvoiceNumberField, QrField
from planner.forms.row import RowForm
from planner.intake.tables.table import SourceCell, SourceLine, Table
from planner.money.ledger import kind_of_invoice
from planner.telling import UNKNOWN

NO_LINE = "不在预算里"


class ExpenseForm(RowForm):
    """One payment."""

    noun = "expenses"
    columns = (
        ("purpose", ("用途", "摘要", "项目", "事由", "内容")),
        ("amount", ("金额", "实付", "实付金额", "支出金额")),
        ("payee", ("收款方", "收款人", "收款单位", "对方")),
        ("paid_on", ("付款日期", "日期", "支付日期")),
        ("method", ("付款方式", "支付方式", "方式")),
        ("handler", ("经办人", "经办")),
        ("verifier", ("验收人", "证明人")),
        ("line", ("预算明细", "预算项目")),
        ("invoice_number", ("发票号码", "发票号", "票号")),
        ("blue_number", ("冲的蓝字发票", "蓝字发票号码", "原发票号码", "被红冲蓝字数电票号码")),
        ("invoice_amount", ("价税合计", "发票金额", "票面金额")),
        ("issued_on", ("开票日期",)),
        ("seller", ("销售方", "开票方")),
        ("goods", ("品名", "货物名称")),
        ("source", ("资金来源", "来源")),
        ("borrower", ("冲谁的借款", "冲借款", "借款人")),
        ("qr", ("二维码", "二维码内容")),
        ("remark", ("备注", "说明")),
    )
    paste_hint = "扫码枪扫出来的发票二维码，一张一行，也可以直接粘贴；右边一格可以写实付金额。"
    carried = ("handler",)
    groups = (
        (
            "",
            (
                "qr",
                "purpose",
                "amount",
                "line",
                "payee",
                "paid_on",
                "method",
                "handler",
                "verifier",
                "source",
                "borrower",
            ),
        ),
        ("发票", ("invoice_kind", "invoice_number", "blue_number", "invoice_amount", "issued_on", "seller", "goods")),
        ("发票的其他内容", ("seller_tax_number", "buyer", "buyer_tax_number", "net", "tax", "has_list", "remark")),
    )
    qr = QrField("发票二维码", description="扫码枪或手机扫出来的一行字，粘贴到这里按“读入”")
    purpose = TextField("用途", [Required("写用途，比如“大巴租赁”。")], most=120)
    amount = SignedMoneyField("实付金额（元）", [Required("写实际付了多少元。")])
    line = ChoiceField("预算明细", validate_choice=False)
    payee = TextField("收款方", most=120)
    paid_on = DateField("付款日期")
    method = EnumField(PaymentMethod, "付款方式", blank="待定")
    handler = TextField("经办人", most=40)
    verifier = TextField("验收人", most=40, description="和经办人不能是同一个人")
    source = TextField("资金来源", most=60, description="空着就按预算明细的来源")
    borrower = TextField("冲谁的借款", most=40, description="用借来的钱付的，写借款人")
    invoice_kind = EnumField(InvoiceKind, "种类", blank="待定")
    invoice_number = InvoiceNumberField("发票号码", description="数电发票 20 位；其他的代码和号码一起写")
    blue_number = InvoiceNumberField("冲的蓝字发票", description="退款的红票才写：它冲的那张蓝字发票的号码")
    invoice_amount = SignedMoneyField("价税合计（元）")
    issued_on = DateField("开票日期")
    seller = TextField("销售方", most=120)
    goods = TextField("品名", most=200)
    seller_tax_number = TextField("销售方税号", most=20)
    buyer = TextField("购买方", most=120)
    buyer_tax_number = TextField("购买方税号", most=20)
    net = SignedMoneyField("不含税金额（元）")
    tax = SignedMoneyField("税额（元）")
    has_list = TickField("附有销货清单")
    remark = TextField("备注", most=400, description="没有发票的，写明原因")

    def offer(self, dossier: Dossier) -> None:
        lines = [(line.key, f"{line.category}·{line.name}" if line.category else line.name) for line in dossier.budget]
        self.line.offer([("", NO_LINE), *lines])
        by_name = {plain_name(name): line.key for line in dossier.budget for name in (line.item, line.name)}
        keys = {line.key for line in dossier.budget}
        typed = (self.line.data or "").strip()
        if typed and typed not in keys and self.line.raw_data:
            self.line.data = by_name.get(plain_name(typed), "")
            if not self.line.data:
                self.line.process_errors = [f"预算里没有“{typed[:20]}”，先到预算页加上，或者空着。"]
        self.fill_from_qr()

    def fill_from_qr(self) -> None:
        """What the QR text says goes into the fields that are still empty."""
        invoice = self.qr.data
        if not isinstance(invoice, Invoice):
            return
        if self.invoice_kind.data in (None, InvoiceKind.NONE):
            self.invoice_kind.data = kind_of_invoice(invoice)
        read = {
            "invoice_number": invoice.key,
            "invoice_amount": invoice.amount,
            "net": invoice.net,
            "issued_on": invoice.issued_on,
            "amount": invoice.amount,
        }
        for name, value in read.items():
            field = self[name]
            if value is not None and not field.data and not field.process_errors:
                field.data, field.raw_data = value, None
        self.qr.data, self.qr.raw_data = None, None

    def validate_amount(self, field: SignedMoneyField) -> None:
        if not field.data:
            return
        if field.data.fen < 0 and not self._is_red:
            raise ValidationError(
                f"金额应是零或正数，现在是“{field.data.plain()}”；退款的红票才写负数，种类选“红字发票”。"
            )
        if field.data.fen > 0 and self._is_red:
            raise ValidationError(f"红字发票是退款，金额写负数，像 -{field.data.plain()}。")

    def validate_blue_number(self, field: InvoiceNumberField) -> None:
        if self._is_red and not field.data and not field.errors:
            raise ValidationError("这是退款的红票，写它冲的那张蓝字发票的号码。")
        if field.data and not self._is_red:
            raise ValidationError("只有红字发票冲别的发票，种类选“红字发票”，或者这一格空着。")

    @property
    def _is_red(self) -> bool:
        return bool(self.invoice_kind.data == InvoiceKind.RED)

    def validate_seller_tax_number(self, field: TextField) -> None:
        _check_credit_code(field)

    def validate_buyer_tax_number(self, field: TextField) -> None:
        _check_credit_code(field)

    def validate_verifier(self, field: TextField) -> None:
        if is_same_person(field.data or "", self.handler.data or ""):
            raise ValidationError(f"经办人和验收人要是两个人，现在都有“{field.data}”。")

    def values(self) -> dict[str, Any]:
        values = super().values()
        del values["qr"]
        values["line"] = values["line"] or ""
        values["invoice_number"] = values["invoice_number"] or ""
        values["blue_number"] = values["blue_number"] or ""
        if values["invoice_number"] and values["invoice_kind"] in (None, InvoiceKind.NONE):
            values["invoice_kind"] = InvoiceKind(parse_invoice_number(values["invoice_number"]).kind)
        return values

    def display_values(self, values: Mapping[str, Any]) -> dict[str, str]:
        return super().display_values(values) | {"line": self.line.label_of(values["line"], GONE_LINE)}

    @classmethod
    def of_cells(cls, cells: Mapping[str, str], dossier: Dossier) -> "RowForm":
        """A line from Excel; a cell that holds the code of an invoice is read as one, wherever it stands."""
        scanned = next((name for name, text in cells.items() if looks_like_code(text)), None)
        if scanned is None:
            return super().of_cells(cells, dossier)
        typed = {name: text for name, text in cells.items() if name != scanned} | {"qr": cells[scanned]}
        form = cls(formdata=MultiDict(typed), meta={"csrf": False})
        form.offer(dossier)
        form.fill_from_invoice()
        return form

    @classmethod
    def own_tables(cls, text: str) -> tuple[Table, ...]:
        """Invoices that were scanned, one or several a line; a cell to the right of a code is what was paid for it."""
        rows = [row for line in text.splitlines() if line.strip() for row in _scanned_rows(line)]
        if not rows or not all(looks_like_code(row[0]) for row in rows):
            return ()
        # A line with nothing but a long text beside empty cells would be taken for a note.
        is_paid = any(paid for _, paid in rows)
        cells: list[tuple[str, ...]] = [("用途", "金额"), *((code, paid or UNKNOWN) for code, paid in rows)]
        cells = cells if is_paid else [cell[:1] for cell in cells]
        return (Table(tuple(SourceLine(n, tuple(map(SourceCell, row))) for n, row in enumerate(cells, start=1))),)

    def fill_from_invoice(self) -> None:
        """A payment of which nothing is known but its invoice is called by that, and was as much as it says.

        Codes of older invoices hold the net amount alone; that is what is written then, and the remark says so.
        """
        if not self.purpose.data and self.invoice_number.data:
            self.purpose.data = f"发票 {self.invoice_number.data[-8:]}"
        net = self.net.data
        if net and self.amount.data is None and not self.amount.process_errors and not self.remark.data:
            self.amount.data, self.amount.raw_data = net, None
            self.remark.data = f"二维码里只有不含税金额 {net.plain()} 元，实付照票面的价税合计改。"


def _check_credit_code(field: TextField) -> None:
    problem = credit_code_problem(field.data) if field.data else ""
    if problem:
        raise ValidationError(problem)


def _scanned_rows(line: str) -> list[tuple[str, str]]:
    """The codes in one line, each with the cell behind it."""
    codes = split_codes(line)
    if len(codes) > 1:
        return [(code, "") for code in codes]
    code, _, paid = line.partition("\t")
    return [(code.strip(), paid.strip())]
