"""Rules over the invoices of an event: used twice, made out to others, out of time, split, vague."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

from budgets.credit_code import credit_code_problem, normalise_credit_code
from budgets.eventfacts import EventFacts
from budgets.findings import Finding, Severity
from budgets.forbidden import find_forbidden
from budgets.invoice import RECEIPT, Invoice, plain_name
from budgets.money import Money
from budgets.policy import Policy

LAW = "发票管理办法第十九条至第二十一条"
DEDUPE_RULE = "财会〔2020〕6号：电子凭证不得重复入账"
ACCOUNTING_LAW = "会计法第十四条"

InvoiceCheck = Callable[[Sequence[Invoice], EventFacts], list[Finding]]


def duplicates(invoices: Sequence[Invoice]) -> list[tuple[Invoice, ...]]:
    """Groups of two or more with the same key: code and number, or the number of 20 digits alone."""
    by_key: dict[str, list[Invoice]] = defaultdict(list)
    for invoice in invoices:
        if invoice.key:
            by_key[invoice.key].append(invoice)
    return [tuple(group) for group in by_key.values() if len(group) > 1]


def no_duplicates(invoices: Sequence[Invoice], context: EventFacts) -> list[Finding]:
    """No invoice pays twice."""
    return [
        Finding(
            "invoice-twice",
            Severity.ERROR,
            f"发票 {group[0].key} 用了 {len(group)} 次，一张发票只能报一次。",
            extra.ref,
            DEDUPE_RULE,
        )
        for group in duplicates(invoices)
        for extra in group[1:]
    ]


def look_alikes(invoices: Sequence[Invoice]) -> list[tuple[Invoice, ...]]:
    """Groups of different invoices of one seller with the same date and amount."""
    groups: dict[tuple[object, ...], dict[str, Invoice]] = defaultdict(dict)
    for at, invoice in enumerate(invoices):
        amount = invoice.face_amount
        if invoice.seller_key and invoice.issued_on and amount is not None:
            groups[invoice.seller_key, invoice.issued_on, amount].setdefault(invoice.key or str(at), invoice)
    return [tuple(group.values()) for group in groups.values() if len(group) > 1]


def no_look_alikes(invoices: Sequence[Invoice], context: EventFacts) -> list[Finding]:
    """Two invoices that differ by their number alone are asked about."""
    findings = []
    for group in look_alikes(invoices):
        amount = group[0].face_amount or Money.zero()
        names = "、".join(invoice.key or "无号码" for invoice in group)
        sentence = (
            f"{group[0].seller} 在 {group[0].issued_on} 开了 {len(group)} 张 {amount.plain()} 元的发票（{names}），"
            "请核对是不是同一笔。"
        )
        findings.append(Finding("invoice-look-alike", Severity.WARNING, sentence, group[-1].ref, DEDUPE_RULE))
    return findings


def buyer_is_unit(invoices: Sequence[Invoice], context: EventFacts) -> list[Finding]:
    """Name and tax number of the buyer are those of our unit."""
    findings = []
    for invoice in invoices:
        name, number = plain_name(invoice.buyer), normalise_credit_code(invoice.buyer_tax_number)
        if name and context.unit_name and name != plain_name(context.unit_name):
            sentence = f"{invoice.label} 的购买方应是“{context.unit_name}”，票上是“{invoice.buyer}”，要重开。"
            findings.append(Finding("buyer-differs", Severity.ERROR, sentence, invoice.ref, LAW))
        if number and context.tax_number and number != normalise_credit_code(context.tax_number):
            sentence = f"{invoice.label} 的购买方税号应是 {context.tax_number}，票上是 {number}，要重开。"
            findings.append(Finding("buyer-number-differs", Severity.ERROR, sentence, invoice.ref, LAW))
    return findings


def seller_number_is_sound(invoices: Sequence[Invoice], context: EventFacts) -> list[Finding]:
    """The tax number of the seller, where it has 18 characters, has a right checksum."""
    findings = []
    for invoice in invoices:
        problem = credit_code_problem(invoice.seller_tax_number) if invoice.seller_tax_number.strip() else ""
        if problem:
            sentence = f"{invoice.label} 的销售方税号要核对：{problem}"
            findings.append(Finding("seller-number-unsound", Severity.WARNING, sentence, invoice.ref, LAW))
    return findings


def dates_fit_event(invoices: Sequence[Invoice], context: EventFacts) -> list[Finding]:
    """Not before the approval, not long after the event, not in the future, not in another year."""
    return [finding for invoice in invoices for finding in _date_findings(invoice, context)]


def _date_findings(invoice: Invoice, context: EventFacts) -> list[Finding]:
    day = invoice.issued_on
    if day is None:
        return []
    findings = []
    ends_on, approved_on = context.ends_on, context.approved_on
    if approved_on and day < approved_on:
        sentence = f"{invoice.label} 是 {day} 开的，早于批准的 {approved_on}；没有批准的支出不能列入。"
        findings.append(Finding("invoice-before-approval", Severity.ERROR, sentence, invoice.ref, "单位制度：先批后办"))
    if context.today and day > context.today:
        sentence = f"{invoice.label} 的日期 {day} 还没有到，请核对。"
        findings.append(Finding("invoice-in-future", Severity.ERROR, sentence, invoice.ref, LAW))
    elif ends_on and day > ends_on + timedelta(days=context.policy.settle_days):
        late = (day - ends_on).days
        sentence = f"{invoice.label} 是 {day} 开的，在活动结束 {late} 天之后，写明原因。"
        findings.append(Finding("invoice-late", Severity.WARNING, sentence, invoice.ref, context.policy.citation))
    if ends_on and day.year != ends_on.year:
        sentence = f"{invoice.label} 是 {day.year} 年的，活动在 {ends_on.year} 年，跨年的要写明原因。"
        findings.append(Finding("invoice-other-year", Severity.WARNING, sentence, invoice.ref, ACCOUNTING_LAW))
    return findings


def number_fits_date(invoices: Sequence[Invoice], context: EventFacts) -> list[Finding]:
    """The year in a digital number is the year of its date."""
    return [
        Finding(
            "invoice-year-differs",
            Severity.WARNING,
            f"{invoice.label} 的号码是 {invoice.identity.year} 年的，日期写 {invoice.issued_on}，请核对。",
            invoice.ref,
            LAW,
        )
        for invoice in invoices
        if invoice.issued_on and invoice.identity.is_digital and invoice.identity.year != invoice.issued_on.year
    ]


def tax_adds_up(invoices: Sequence[Invoice], context: EventFacts) -> list[Finding]:
    """Net and tax make the amount; a wrong invoice is issued anew, never mended."""
    findings = []
    for invoice in invoices:
        if invoice.amount is None or invoice.net is None or invoice.tax is None:
            continue
        whole = invoice.net + invoice.tax
        if whole == invoice.amount:
            continue
        sentence = (
            f"{invoice.label} 金额 {invoice.net.plain()} 元加税额 {invoice.tax.plain()} 元应为 {whole.plain()} 元，"
            f"票上是 {invoice.amount.plain()} 元；填错的票要重开，不能涂改。"
        )
        findings.append(Finding("invoice-sum-differs", Severity.ERROR, sentence, invoice.ref, ACCOUNTING_LAW))
    return findings


def red_names_blue(invoices: Sequence[Invoice], context: EventFacts) -> list[Finding]:
    """A red invoice says which blue one it takes back."""
    return [
        Finding(
            "red-without-blue",
            Severity.ERROR,
            f"{invoice.label} 是退款的红票，写明它冲的蓝字发票号码。",
            invoice.ref,
            LAW,
        )
        for invoice in invoices
        if invoice.is_red and not invoice.blue
    ]


def no_receipts(invoices: Sequence[Invoice], context: EventFacts) -> list[Finding]:
    """A receipt does not stand in for an invoice."""
    return [
        Finding("receipt-only", Severity.WARNING, f"{invoice.label} 是收据，要换成发票或财政票据。", invoice.ref, LAW)
        for invoice in invoices
        if invoice.kind_name == RECEIPT
    ]


def goods_are_named(invoices: Sequence[Invoice], context: EventFacts) -> list[Finding]:
    """A vague description needs a list; forbidden goods are refused."""
    findings = []
    for invoice in invoices:
        goods = invoice.goods.strip().split("*")[-1]
        forbidden = find_forbidden(context.policy.forbidden_words, invoice.goods)
        if forbidden:
            sentence = f"{invoice.label} 的品名里有“{forbidden}”，不得报销。"
            findings.append(
                Finding("invoice-goods-forbidden", Severity.ERROR, sentence, invoice.ref, context.policy.citation)
            )
        elif goods in context.policy.vague_names and not invoice.has_list:
            sentence = f"{invoice.label} 的品名只写“{goods}”，要附销货清单。"
            findings.append(Finding("goods-vague", Severity.WARNING, sentence, invoice.ref, LAW))
    return findings


INVOICE_CHECKS: tuple[InvoiceCheck, ...] = (
    no_duplicates,
    no_look_alikes,
    buyer_is_unit,
    seller_number_is_sound,
    dates_fit_event,
    number_fits_date,
    tax_adds_up,
    red_names_blue,
    no_receipts,
    goods_are_named,
)


def check_invoices(invoices: Sequence[Invoice], context: EventFacts, policy: Policy | None = None) -> list[Finding]:
    """All findings about the invoices, each at the `ref` of its invoice."""
    full = context if policy is None else replace(context, policy=policy)
    return [finding for check in INVOICE_CHECKS for finding in check(invoices, full)]
