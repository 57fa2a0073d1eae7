"""Parts of a set that are kept files: signed sheets, invoices and other vouchers, papers of the plan."""

from collections.abc import Iterator

from planner.enums import VoucherKind
from planner.evidence import EvidencePart, SetFile
from planner.filetypes import extension_of
from planner.masking import mask_phones
from planner.money.evidence import Evidence
from planner.money.ledger import Voucher
from planner.money.proofs import PLAN_APPROVAL
from planner.papers.evidence.source import Found, SetSource, lack, need_not
from planner.places import key_in
from planner.queries.files import files_of_plan

# Where signed papers are asked for; all other vouchers stand together.
_PLACES = {
    VoucherKind.APPROVAL: EvidencePart.PLAN,
    VoucherKind.SIGN_IN: EvidencePart.SIGN_IN,
    VoucherKind.SIGN_OFF: EvidencePart.SIGN_OFF,
}
# Their names carry numbers by which they are found again, and no child.
_OF_FIRMS = frozenset({VoucherKind.INVOICE, VoucherKind.PAYMENT, VoucherKind.QUOTE, VoucherKind.CONTRACT})
# What the accounts call the proofs of these parts; the photos have a part of their own.
_SIGN_IN, _SIGN_OFF = "签到", "签收"
_TOLD_ELSEWHERE = frozenset({_SIGN_IN, _SIGN_OFF, "照片", PLAN_APPROVAL})


def collect_approvals(source: SetSource) -> Iterator[Found]:
    """Approvals on paper, and the papers that belong to the plan."""
    yield from _vouchers_of(source, EvidencePart.PLAN)
    named, files = 0, files_of_plan(source.event.id)
    for paper in source.dossier.attachments:
        sha256 = files.get(paper.key, "")
        if not sha256:
            yield lack(EvidencePart.PLAN, f"附件“{source.hide(paper.name)}”没有文件")
        elif paper.names_children and not source.shows_names:
            named += 1
        else:
            name = f"附件 {source.hide(paper.name)}.{extension_of(paper.filename)}"
            yield SetFile(part=EvidencePart.PLAN, name=name, sha256=sha256)
    yield from _tell_left_out(EvidencePart.PLAN, named)


def collect_signed_in(source: SetSource) -> Iterator[Found]:
    """Sign-in sheets with their signatures; what is still empty proves nothing and is not put in."""
    yield from _vouchers_of(source, EvidencePart.SIGN_IN)
    yield from _tell_missing(source, EvidencePart.SIGN_IN, _SIGN_IN, "没有签好的签到表")


def collect_signed_off(source: SetSource) -> Iterator[Found]:
    """Sheets on which people signed for what they got."""
    yield from _vouchers_of(source, EvidencePart.SIGN_OFF)
    yield from _tell_missing(source, EvidencePart.SIGN_OFF, _SIGN_OFF, "没有签好的签领表")


def collect_vouchers(source: SetSource) -> Iterator[Found]:
    """All other files of the accounts, and what finance still misses of them."""
    yield from _vouchers_of(source, EvidencePart.VOUCHERS)
    if not source.finances.ledger.expenses:
        yield need_not(EvidencePart.VOUCHERS, "没有记过支出")
    for proof in source.finances.missing_evidence:
        if proof.name not in _TOLD_ELSEWHERE:
            yield lack(EvidencePart.VOUCHERS, f"{proof.name}：{proof.note or '没有登记'}")


def _vouchers_of(source: SetSource, part: EvidencePart) -> Iterator[Found]:
    named = unchecked = 0
    for voucher in source.finances.ledger.vouchers:
        if _PLACES.get(voucher.kind, EvidencePart.VOUCHERS) is not part:
            continue
        if not voucher.sha256:
            yield lack(part, f"{voucher.kind.label}“{source.hide(voucher.filename)}”写着孩子姓名，到期已经删掉")
        elif voucher.names_children and not source.shows_names:
            named += 1
        elif voucher.kind is VoucherKind.PHOTO and not source.takes_unchecked:
            # Nobody has said of it who is on it, and whether they agree.
            unchecked += 1
        else:
            yield SetFile(part=part, name=_name_voucher(source, voucher), sha256=voucher.sha256)
    yield from _tell_left_out(part, named)
    if unchecked:
        yield lack(part, f"有 {unchecked} 份凭证是没核对的照片，没有放进来；要放，重做一份“没核对的照片也放”的")


def _name_voucher(source: SetSource, voucher: Voucher) -> str:
    """发票 横幅 dzfp_2607.pdf: what it proves, of what, and the name that it came under."""
    key = key_in("expenses", voucher.about)
    purpose = next((each.purpose for each in source.finances.ledger.expenses if each.key == key), "")
    name = " ".join(filter(None, (voucher.kind.label, purpose[:20], voucher.filename)))
    return mask_phones(name) if voucher.kind in _OF_FIRMS else source.hide(name)


def _tell_left_out(part: EvidencePart, count: int) -> Iterator[Found]:
    if count:
        yield lack(part, f"有 {count} 份写着孩子姓名，没有放进来；要放，重做一份“姓名写全”的")


def _tell_missing(source: SetSource, part: EvidencePart, name: str, words: str) -> Iterator[Found]:
    for proof in source.finances.evidence:
        if proof.name == name:
            yield from _tell_proof(part, proof, words)


def _tell_proof(part: EvidencePart, proof: Evidence, words: str) -> Iterator[Found]:
    if proof.is_missing:
        yield lack(part, f"{words}：{proof.note}")
    elif not proof.is_at_hand:
        yield need_not(part, proof.note)
