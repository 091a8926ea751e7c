"""In which language a text can be: told by its letters alone, so that two texts are not swapped."""

import re
import unicodedata

#: Letters that other languages in Latin script do not have: these make a text Vietnamese.
_VIETNAMESE = re.compile("[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹĩũ]")
#: Language → ranges of its letters; the rest are written in Latin script.
_SCRIPTS = {
    "lo": "\u0e80-\u0eff",
    "th": "\u0e00-\u0e7f",
    "km": "\u1780-\u17ff",
    "zh": "\u4e00-\u9fff",
    "ja": "\u3040-\u30ff\u4e00-\u9fff",
    "ko": "\uac00-\ud7af\u1100-\u11ff",
    "ru": "\u0400-\u04ff",
}
VIETNAMESE = "vi"
ENOUGH = 40  # letters; less says nothing
_SHARE_VIETNAMESE = 0.05  # running Vietnamese has about a quarter, a foreign text with some names far less
_SHARE_SCRIPT = 0.3


def fits(text: str, language: str) -> bool:
    """Whether a text can be in the language (ISO 639-1); what is too short to tell fits.

    Latin scripts are told from Vietnamese alone: English is not told from French.
    """
    letters = [sign for sign in unicodedata.normalize("NFC", text).lower() if _is_letter(sign)]
    if len(letters) < ENOUGH:
        return True
    share = len(_VIETNAMESE.findall("".join(letters))) / len(letters)
    if language == VIETNAMESE:
        return share >= _SHARE_VIETNAMESE
    if language in _SCRIPTS:
        return _share(letters, _SCRIPTS[language]) >= _SHARE_SCRIPT
    return share < _SHARE_VIETNAMESE and not any(
        _share(letters, found) >= _SHARE_SCRIPT for found in _SCRIPTS.values()
    )


def _is_letter(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LM"  # Khmer, Lao and Thai write vowels as marks


def _share(letters: list[str], ranges: str) -> float:
    own = re.compile(f"[{ranges}]")
    return sum(1 for sign in letters if own.match(sign)) / len(letters)
