"""The page of an official paper: its size, its margins, the place of its number. Lengths in twips."""

# 5.1–5.2: A4, 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm; 22 lines of 28 characters of 三号 (16 pt).
PAGE = (11906, 16838)
# 7.5: the dashes of the page number stand 7 mm below the text.
MARGINS = {"top": 2098, "right": 1474, "bottom": 1984, "left": 1588, "header": 851, "footer": 1446, "gutter": 0}
TEXT_WIDTH = PAGE[0] - MARGINS["left"] - MARGINS["right"]
TEXT_HEIGHT = PAGE[1] - MARGINS["top"] - MARGINS["bottom"]
# Page numbers stand right on odd pages, left on even ones.
SECTION = (
    '<w:sectPr><w:footerReference w:type="default" r:id="rIdfooter1"/>'
    '<w:footerReference w:type="even" r:id="rIdfooter2"/>'
    f'<w:pgSz w:w="{PAGE[0]}" w:h="{PAGE[1]}"/><w:pgMar '
    + " ".join(f'w:{side}="{twips}"' for side, twips in MARGINS.items())
    + '/><w:docGrid w:type="lines" w:linePitch="580"/></w:sectPr>'
)
