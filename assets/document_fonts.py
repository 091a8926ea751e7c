"""The document fonts: Tinos, the free metric twin of Times New Roman, as one TTF per style, and scripts beside it.

The package holds each style in subsets. WeasyPrint keys a font by family, weight and style, so two files of
one style mix their glyph ids and print garbage; one merged file per style prints and extracts correctly.

Partners' names in Lao, Khmer, Chinese, Korean and Japanese are set in Noto Serif: one whole file each, found by
fontconfig for the letters that Tinos lacks. Cyrillic and Greek are in Tinos.
"""

import logging
import tempfile
from pathlib import Path

from fontTools import merge, subset
from fontTools.ttLib import TTFont

STYLES = ((400, "normal"), (400, "italic"), (700, "normal"), (700, "italic"))
SUBSETS = ("latin", "vietnamese", "latin-ext", "cyrillic", "cyrillic-ext", "greek")
#: package -> its one subset with the whole script
OTHER_SCRIPTS = {
    "noto-serif-lao": "lao",
    "noto-serif-khmer": "khmer",
    "noto-serif-sc": "chinese-simplified",
    "noto-serif-kr": "korean",
    "noto-serif-jp": "japanese",
}
FEATURES = ["kern", "mark", "mkmk", "ccmp", "liga", "locl"]


def plain_subset(source: Path, target: Path) -> None:
    """Unpacks one woff2 subset without hinting, which cannot be merged."""
    options = subset.Options(hinting=False, glyph_names=False, notdef_outline=True, recalc_bounds=True)
    options.layout_features = FEATURES
    font = subset.load_font(str(source), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=set(font.getBestCmap()))
    subsetter.subset(font)
    font.flavor = None
    font.save(target)


def merge_style(files: Path, weight: int, style: str, target: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        parts = []
        for name in SUBSETS:
            part = Path(folder) / f"{name}.ttf"
            plain_subset(files / f"tinos-{name}-{weight}-{style}.woff2", part)
            parts.append(str(part))
        merge.Merger().merge(parts).save(target)


def merge_styles(files: Path, folder: Path) -> None:
    """Writes `Tinos-{400,700}-{normal,italic}.ttf` into `folder`."""
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    folder.mkdir(parents=True, exist_ok=True)
    for weight, style in STYLES:
        merge_style(files, weight, style, folder / f"Tinos-{weight}-{style}.ttf")


def unpack_other_scripts(packages: Path, folder: Path) -> None:
    """Writes `<package>.ttf` for each of OTHER_SCRIPTS into `folder`; unpacked, for a printed page embeds TTF."""
    for package, whole in OTHER_SCRIPTS.items():
        font = TTFont(packages / package / "files" / f"{package}-{whole}-400-normal.woff2")
        forget_thinnest_weight(font["name"])
        font.flavor = None
        font.save(folder / f"{package}.ttf")


def forget_thinnest_weight(table) -> None:
    """Cut from a variable font, a font still bears the name of its thinnest weight; fontconfig goes by the name."""
    for record in table.names:
        name = str(record).replace(" ExtraLight", "").replace("ExtraLight", "")
        table.setName(name, record.nameID, record.platformID, record.platEncID, record.langID)
