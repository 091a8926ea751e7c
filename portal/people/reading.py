"""Languages as people write them: "Tiếng Anh (C1), Tiếng Trung (HSK 4)" becomes skills."""

import re

from portal.text import fold, normalise

from .models import Language, LanguageLevel, LanguageSkill

_NAMES = {
    "anh": Language.ENGLISH, "english": Language.ENGLISH, "trung": Language.CHINESE, "hoa": Language.CHINESE,
    "trung quoc": Language.CHINESE, "chinese": Language.CHINESE, "lao": Language.LAO, "khmer": Language.KHMER,
    "kho me": Language.KHMER, "campuchia": Language.KHMER, "phap": Language.FRENCH, "french": Language.FRENCH,
    "nga": Language.RUSSIAN, "russian": Language.RUSSIAN, "nhat": Language.JAPANESE, "japanese": Language.JAPANESE,
    "han": Language.KOREAN, "han quoc": Language.KOREAN, "korean": Language.KOREAN,
    "tay ban nha": Language.SPANISH, "spanish": Language.SPANISH, "duc": Language.GERMAN, "german": Language.GERMAN,
    "thai": Language.THAI, "thai lan": Language.THAI,
}  # fmt: skip
_PIECE = re.compile(r"^([^()]+?)\s*(?:\(([^()]*)\))?$")
_LEVEL = re.compile(r"\b([ABC][12])\b", re.I)
_SPLIT = re.compile(r"[,;]\s*(?![^()]*\))")  # a comma inside brackets belongs to the piece
_NATIVE = {"ban ngu", "tieng me de", "native"}


def read_languages(text: str) -> list[LanguageSkill]:
    """Skills (unsaved, without a person), one a language; what each was written as is kept.

    A name that nobody knows becomes "another language". A level stands only where a level was written: an
    examination is a certificate, not a level.
    """
    found: dict[str, LanguageSkill] = {}
    for piece in filter(None, map(normalise, _SPLIT.split(text))):
        match = _PIECE.match(piece)
        name, inside = (match.group(1), match.group(2) or "") if match else (piece, "")
        level = _LEVEL.search(inside or name)
        bare = fold(_LEVEL.sub("", name)).removeprefix("tieng ").strip()
        language = _NAMES.get(bare, Language.OTHER)
        key = language if language != Language.OTHER else piece
        skill = LanguageSkill(language=language, as_written=piece[:100])
        if level:
            skill.level = level.group(1).upper()
        elif fold(inside) in _NATIVE:
            skill.level = LanguageLevel.NATIVE
        elif re.search(r"\d", inside):
            skill.certificate = inside[:120]
        found.setdefault(str(key), skill)
    return list(found.values())
