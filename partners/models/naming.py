"""What sets one union's name apart from another's: the words of the trade and the country taken out of it."""

import unicodedata
from functools import lru_cache

from portal import countries
from portal.text import fold, normalise

#: Words that names of unions share, folded. Taken out, a name keeps what is its own: "Liên hiệp Công đoàn tỉnh
#: Salavan" keeps "salavan". After a change here `load_reference` sets the stored forms anew.
SHARED_VI = (
    "lao dong", "nguoi lao dong", "trung tam", "lien doan", "lien hiep", "lien minh", "cong doan", "cong hoi",
    "dai hoi", "hoi dong", "hiep hoi", "to chuc", "quoc gia", "toan quoc", "quoc te", "toan cau", "the gioi",
    "khu vuc", "thanh pho", "dia phuong", "thu do", "khu tu tri", "dan toc", "dac khu", "cong hoa", "lien bang",
    "tong", "toan", "cac", "nhung", "nguoi", "tinh", "cua", "va", "nganh", "tai", "lhcd", "ldld", "cd", "tp",
)  # fmt: skip
SHARED_FOREIGN = (
    "trade", "trades", "union", "unions", "labour", "labor", "workers", "worker", "employees", "confederation",
    "federation", "congress", "council", "centre", "center", "association", "alliance", "organisation",
    "organization", "national", "international", "global", "general", "provincial", "province", "municipal",
    "city", "capital", "regional", "region", "world", "all", "free", "democratic", "republic", "the", "of", "and",
    "for", "in", "to", "confederacion", "confederacao", "federacion", "central", "centrale", "sindical",
    "sindicatos", "syndicats", "trabajadores", "trabalhadores", "travailleurs", "travail", "generale", "nacional",
    "de", "del", "la", "las", "los", "le", "les", "du", "des", "dos", "da", "do", "et", "di",
)  # fmt: skip
_SHARED = frozenset((*SHARED_VI, *SHARED_FOREIGN))
_NO_COUNTRY = frozenset({"dao duc", "lien hop quoc"})
_REGIONS = {
    "chau a": "asia", "asia": "asia", "asian": "asia", "thai binh duong": "pacific", "pacific": "pacific",
    "chau au": "europe", "europe": "europe", "european": "europe", "chau phi": "africa", "africa": "africa",
    "african": "africa", "chau my": "americas", "america": "americas", "americas": "americas", "a rap": "arab",
    "arab": "arab",
}  # fmt: skip
#: Words that come and go in one and the same name.
SMALL = frozenset(
    ["of", "the", "and", "for", "in", "de", "la", "du", "des", "del", "di", "va", "cac", "nhung", "cua"]
)
_ADJECTIVES = {
    "american": "US", "austrian": "AT", "british": "GB", "danish": "DK", "dutch": "NL", "finnish": "FI",
    "french": "FR", "german": "DE", "greek": "GR", "irish": "IE", "lao": "LA", "mexican": "MX", "norwegian": "NO",
    "polish": "PL", "portuguese": "PT", "spanish": "ES", "swedish": "SE", "swiss": "CH", "thai": "TH", "turkish": "TR",
}  # fmt: skip
_SHORT_NAMES = {
    "anh": "GB",
    "bỉ": "BE",
    "mỹ": "US",
    "nga": "RU",
    "pháp": "FR",
    "áo": "AT",
    "ý": "IT",
    "úc": "AU",
}
_ENDINGS = ("ian", "ese", "ish", "an", "n", "i", "s")
_LONGEST_PHRASE = 6  # words
_SHORT = 4  # letters: syllables as "nhat" or "duc" mean a country with their own tones only


def lowered(name: str) -> str:
    """The name as typed, accents kept, capitals set aside: what "exact accents first" compares."""
    return normalise(name).casefold()[:300]


def initials(name: str) -> str:
    """What a name is shortened to: the first letters of its words, folded, without "of", "the", "các"."""
    return "".join(word[0] for word in fold(name).split() if word not in SMALL)


def tongue(folded: str) -> str:
    """Whether the words of the trade are "vi" or "foreign"; "" where a name has none: it may be either."""
    padded = f" {folded} "
    if any(f" {words} " in padded for words in SHARED_VI):
        return "vi"
    return "foreign" if any(f" {word} " in padded for word in SHARED_FOREIGN) else ""


@lru_cache(maxsize=50_000)
def core(name: str, *, abroad: bool = True) -> str:
    """The letters that are a name's own, "@", and the countries or regions it names: "salavan@", "zenroren@JP".

    `abroad` False: a name of our own, in which "Lào Cai" is no country. Letters stand without spaces, for sources part foreign syllables as they like ("Phong Sa Ly", "Phongsaly").
    """
    written = _words(name)
    own: list[str] = []
    codes: set[str] = set()
    at = 0
    while at < len(written):
        length, letters, code = _read(written, at, abroad)
        own.append(letters)
        codes |= {code} if code else set()
        at += length
    return f"{''.join(own)[:230]}@{'.'.join(sorted(codes))}"[:250]


def _words(name: str) -> list[str]:
    text = normalise(name).casefold()
    kept = (char if unicodedata.category(char)[0] in "LNM" else " " for char in text)
    return "".join(kept).split()


def _read(written: list[str], at: int, abroad: bool) -> tuple[int, str, str]:
    """How many words are read here together, the letters they add to the name's own, the country they name."""
    for length in range(min(_LONGEST_PHRASE, len(written) - at), 0, -1):
        phrase = written[at : at + length]
        folded = fold(" ".join(phrase))
        if folded in _NO_COUNTRY:
            return length, folded.replace(" ", ""), ""
        if folded in _SHARED:
            return length, "", ""
        if abroad and (code := _REGIONS.get(folded) or _country(folded, phrase)):
            return length, "", code
    return 1, fold(written[at]).replace(" ", ""), ""


def _country(folded: str, phrase: list[str]) -> str:
    if len(phrase) == 1 and phrase[0] in _SHORT_NAMES:
        return _SHORT_NAMES[phrase[0]]
    if len(folded) < 3:
        return ""
    code = countries.lookup(folded) or (_adjective(folded) if len(phrase) == 1 else "")
    if code and len(phrase) == 1 and len(folded) <= _SHORT and folded != phrase[0]:
        named = countries.name(code, "vi").casefold().split()
        return code if phrase[0] in named else ""  # "nhất" is not "Nhật"
    return code or ""


@lru_cache(maxsize=20_000)
def _adjective(word: str) -> str:
    """The country of an English adjective ("Cambodian"); "" for other words."""
    if word in _ADJECTIVES:
        return _ADJECTIVES[word]
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 3:
            for rest in ("", "a", "y", "e", "ia"):
                if code := countries.lookup(stem + rest):
                    return code
    return ""
