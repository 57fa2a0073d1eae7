"""Files with a plan: .txt, .docx, .doc to text, tables as lines with tabs."""

from planner.intake.invoices.limits import UnreadableFileError, check_size

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_ENCODINGS = ("utf-8-sig", "gb18030")
_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_NO_TEXT = "这个文件不是文字。能读的有 .docx、.doc、.txt；扫描件和图片请先认成文字，再粘贴进来。"
_RTF = "这是 RTF 文件。在 Word 或 WPS 里另存为 .docx 再来。"
_PDF = "还不能从 PDF 里读方案。打开它，选中文字，复制，再粘贴进来。"


def read_document(content: bytes) -> str:
    """The text of a file, whatever it is called; raises UnreadableFileError with a Chinese sentence."""
    check_size(content)
    if content.startswith(_ZIP):
        # What takes Word files apart is loaded with the first of them.
        from planner.intake.plans.wordfiles import read_docx

        return read_docx(content)
    if content.startswith(_OLE):
        from planner.intake.plans.oldwordfiles import read_doc

        return read_doc(content)
    if content.startswith(b"%PDF-"):
        raise UnreadableFileError(_PDF)
    if content.startswith(b"{\\rtf"):
        raise UnreadableFileError(_RTF)
    return _decode(content)


def _decode(content: bytes) -> str:
    encodings = [encoding for mark, encoding in _MARKS if content.startswith(mark)] or _ENCODINGS
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeError:
            continue
        if "\0" in text:
            break
        return text
    raise UnreadableFileError(_NO_TEXT)
