"""The styles of an official paper: what Word shows in its list of styles, and what changing one changes."""

# Lengths in twips, sizes in half points.
LINE = 560
TITLE, BODY, LEVEL1, LEVEL2, FIGURES = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"
# What stands in where the fonts of the standard are not installed.
STAND_INS = {TITLE: "宋体", BODY: "仿宋", LEVEL1: "SimHei", LEVEL2: "楷体", FIGURES: "SimSun"}
# 28 characters on 156 mm: 15.75 pt each, a quarter point (in twentieths) less than their size. A character grid would
# say the same to Word, but LibreOffice gives a 16 pt character two cells of it.
PITCH = -5
SIZE_TITLE, SIZE_BODY, SIZE_TABLE, SIZE_PAGE = 44, 32, 21, 28
SPACE_AROUND_TABLE = 100

_TWO = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'


def fonts(font: str) -> str:
    """One font for Chinese and Latin alike."""
    return f'<w:rFonts w:hint="eastAsia" w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>'


def styles() -> str:
    """All styles; text without a style is body text without its first-line indent."""
    plain = f'{_font_of_size(BODY, SIZE_BODY)}<w:lang w:val="en-US" w:eastAsia="zh-CN"/>'
    listed = (
        _style("Normal", "Normal", "", _spacing(LINE), default=True),
        _style("BodyText", "Body Text", f'<w:spacing w:val="{PITCH}"/>', _TWO + '<w:jc w:val="both"/>'),
        _style(
            "Title",
            "Title",
            _font_of_size(TITLE, SIZE_TITLE),
            _spacing(700) + '<w:jc w:val="center"/>',
            follow="BodyText",
        ),
        _heading(1, LEVEL1),
        _heading(2, LEVEL2),
        _style(
            "TableText",
            "表格文字",
            _size(SIZE_TABLE),
            '<w:snapToGrid w:val="0"/>' + _spacing(300, rule="atLeast", around=30),
        ),
        _style("TableGap", "表格间隔", _size(2), '<w:snapToGrid w:val="0"/>' + _spacing(SPACE_AROUND_TABLE)),
        _style("Footer", "footer", _font_of_size(FIGURES, SIZE_PAGE), _spacing(320)),
    )
    return (
        f"<w:styles><w:docDefaults><w:rPrDefault><w:rPr>{plain}</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        f"{''.join(listed)}{_DEFAULTS}</w:styles>"
    )


_DEFAULTS = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
)


def _style(ident: str, name: str, runs: str, paragraphs: str, *, default: bool = False, follow: str = "") -> str:
    marked = ' w:default="1"' if default else ""
    based = "" if default else '<w:basedOn w:val="Normal"/>'
    following = f'<w:next w:val="{follow}"/>' if follow else ""
    return (
        f'<w:style w:type="paragraph"{marked} w:styleId="{ident}"><w:name w:val="{name}"/>{based}{following}'
        f"<w:qFormat/><w:pPr>{paragraphs}</w:pPr><w:rPr>{runs}</w:rPr></w:style>"
    )


def _heading(level: int, font: str) -> str:
    """一、 and （一）: they stand in Word's navigation and never alone at the foot of a page."""
    runs = f'{fonts(font)}<w:spacing w:val="{PITCH}"/>'
    paragraphs = f'<w:keepNext/>{_TWO}<w:jc w:val="both"/><w:outlineLvl w:val="{level - 1}"/>'
    return _style(f"Heading{level}", f"heading {level}", runs, paragraphs, follow="BodyText")


def _spacing(line: int, *, rule: str = "exact", around: int = 0) -> str:
    return f'<w:spacing w:before="{around}" w:after="{around}" w:line="{line}" w:lineRule="{rule}"/>'


def _size(size: int) -> str:
    return f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


def _font_of_size(font: str, size: int) -> str:
    return fonts(font) + _size(size)


def settings() -> str:
    """Odd and even pages differ; the layout rules of Word 2013 and later."""
    return (
        '<w:settings><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
        '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:compatSetting '
        'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


def font_table() -> str:
    """The fonts of the standard, each with another name to look for."""
    listed = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
        for name, other in STAND_INS.items()
    )
    return f"<w:fonts>{listed}</w:fonts>"


def footer(side: str) -> str:
    """— 1 — in 四号, one character away from that side."""
    parts = (
        '<w:t xml:space="preserve">— </w:t>',
        '<w:fldChar w:fldCharType="begin"/>',
        '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>1</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
        '<w:t xml:space="preserve"> —</w:t>',
    )
    field = "".join(f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>{part}</w:r>' for part in parts)
    return (
        f'<w:ftr><w:p><w:pPr><w:pStyle w:val="Footer"/><w:ind w:{side}Chars="100" w:{side}="{SIZE_PAGE * 10}"/>'
        f'<w:jc w:val="{side}"/></w:pPr>{field}</w:p></w:ftr>'
    )
