"""XML of invoices: fully digital ones (数电票), fiscal receipts, and what older OFD files carry."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from lxml import etree

from budgets import Invoice
from budgets.invoice_number import FISCAL
from planner.intake.invoices.limits import BROKEN, NO_DTD, UnreadableFileError
from planner.intake.invoices.reading import (
    InvoiceItem,
    InvoiceReading,
    Reader,
    find_blue,
    number_of,
    read_day,
    read_money,
)

_SPECIAL = "01"
_DIGITAL_KINDS = {"01": "31", "02": "32"}
# What a field of the older files refers to: its own text, or the text of an object on the page.
TextOf = Callable[[etree._Element], str]


def parse_xml(content: bytes) -> etree._Element:
    """The root of a document without a DTD; nothing outside of it is fetched. Raises UnreadableFileError."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content.removeprefix(b"\xef\xbb\xbf"), parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise UnreadableFileError(BROKEN) from fault
    if root.getroottree().docinfo.doctype:
        raise UnreadableFileError(NO_DTD)
    return root


def read_xml(content: bytes) -> InvoiceReading | None:
    """The invoice in an XML file; None where there is none that we know. Raises UnreadableFileError."""
    root = parse_xml(content)
    if find(root, "Main", "EInvoiceCode") is not None:
        return _read_fiscal(root)
    if find(root, "TaxSupervisionInfo") is not None or find(root, "BasicInformation") is not None:
        return _read_digital(root)
    if find(root, "InvoiceNo") is not None:
        return read_older(root, Reader.XML)
    return None


def find(root: etree._Element, *path: str) -> etree._Element | None:
    """The first element at these names, one below the other at any depth, whatever their namespace."""
    node: etree._Element | None = root
    for name in path:
        node = None if node is None else next(node.iterfind(f".//{{*}}{name}"), None)
    return node


def text_at(root: etree._Element, *path: str) -> str:
    """The text there; empty where there is none."""
    node = find(root, *path)
    return "" if node is None else _own_text(node)


def _read_digital(root: etree._Element) -> InvoiceReading:
    items = tuple(_digital_item(node) for node in root.iterfind(".//{*}IssuItemInformation"))
    remark = text_at(root, "AdditionalInformation", "Remark")
    kind = text_at(root, "GeneralOrSpecialVAT", "LabelCode")
    identity = number_of("", text_at(root, "TaxSupervisionInfo", "InvoiceNumber") or text_at(root, "EIid"))
    invoice = Invoice(
        identity.number,
        kind=_DIGITAL_KINDS.get(kind, ""),
        seller=text_at(root, "SellerName"),
        seller_tax_number=text_at(root, "SellerIdNum"),
        buyer=text_at(root, "BuyerName"),
        buyer_tax_number=text_at(root, "BuyerIdNum"),
        amount=read_money(text_at(root, "BasicInformation", "TotalTax-includedAmount")),
        net=read_money(text_at(root, "BasicInformation", "TotalAmWithoutTax")),
        tax=read_money(text_at(root, "BasicInformation", "TotalTaxAm")),
        issued_on=read_day(text_at(root, "IssueTime") or text_at(root, "RequestTime")),
        blue=find_blue(remark),
    )
    title = f"电子发票（{'增值税专用发票' if kind == _SPECIAL else '普通发票'}）"
    return InvoiceReading.of(
        Reader.XML, invoice, title=title, items=items, remark=remark, issuer=text_at(root, "Drawer")
    )


def _digital_item(node: etree._Element) -> InvoiceItem:
    return InvoiceItem(
        name=text_at(node, "ItemName"),
        spec=text_at(node, "SpecMod"),
        unit=text_at(node, "MeaUnits"),
        quantity=text_at(node, "Quantity"),
        price=text_at(node, "UnPrice"),
        amount=read_money(text_at(node, "Amount")),
        rate=_percent(text_at(node, "TaxRate")),
        tax=read_money(text_at(node, "ComTaxAm")),
    )


def _percent(text: str) -> str:
    """0.03 as 3%; words such as 免税 as they are."""
    try:
        return f"{(Decimal(text) * 100).normalize():f}%"
    except InvalidOperation:
        return text


def _read_fiscal(root: etree._Element) -> InvoiceReading:
    items = tuple(
        InvoiceItem(
            name=text_at(node, "ItemName"),
            unit=text_at(node, "ItemUnit"),
            quantity=text_at(node, "ItemQuantity"),
            price=text_at(node, "ItemStd"),
            amount=read_money(text_at(node, "ItemAmount")),
        )
        for node in root.iterfind(".//{*}Details/{*}Item")
    )
    identity = number_of(text_at(root, "EInvoiceCode"), text_at(root, "EInvoiceNumber"))
    invoice = Invoice(
        identity.number,
        identity.code,
        kind=FISCAL,
        seller=text_at(root, "InvoicingPartyName"),
        seller_tax_number=text_at(root, "InvoicingPartyCode"),
        buyer=text_at(root, "PayerPartyName"),
        buyer_tax_number=text_at(root, "PayerPartyCode"),
        amount=read_money(text_at(root, "TotalAmount")),
        issued_on=read_day(text_at(root, "IssueDate")),
    )
    return InvoiceReading.of(
        Reader.XML,
        invoice,
        title=text_at(root, "EInvoiceName"),
        items=items,
        remark=text_at(root, "Main", "Remark"),
        issuer=text_at(root, "HandlingPerson"),
    )


def read_older(root: etree._Element, reader: Reader, text_of: TextOf | None = None) -> InvoiceReading:
    """An invoice in the names of 2019 (original_invoice.xml, CustomTag.xml); `text_of` follows what fields refer to."""

    def value(name: str, under: etree._Element = root) -> str:
        node = find(under, name)
        return "" if node is None else (text_of or _own_text)(node)

    remark = value("Note")
    identity = number_of(value("InvoiceCode"), value("InvoiceNo"))
    invoice = Invoice(
        identity.number,
        identity.code,
        seller=value("SellerName"),
        seller_tax_number=value("SellerTaxID"),
        buyer=value("BuyerName"),
        buyer_tax_number=value("BuyerTaxID"),
        amount=read_money(value("TaxInclusiveTotalAmount")),
        net=read_money(value("TaxExclusiveTotalAmount")),
        tax=read_money(value("TaxTotalAmount")),
        issued_on=read_day(value("IssueDate")),
        blue=find_blue(remark),
    )
    items = tuple(_older_item(node, value) for node in root.iterfind(".//{*}GoodsInfo"))
    return InvoiceReading.of(reader, invoice, items=items, remark=remark, issuer=value("InvoiceClerk"))


def _older_item(node: etree._Element, value: Callable[[str, etree._Element], str]) -> InvoiceItem:
    return InvoiceItem(
        name=value("Item", node),
        spec=value("Specification", node),
        unit=value("MeasurementDimension", node),
        quantity=value("Quantity", node),
        price=value("Price", node),
        amount=read_money(value("Amount", node)),
        rate=value("TaxScheme", node),
        tax=read_money(value("TaxAmount", node)),
    )


def _own_text(node: etree._Element) -> str:
    return (node.text or "").strip()
