"""What a letter says in each of its languages besides the text itself: our name, addresses, dates, ordinals.

Where a language has no word here (Lao, Khmer), English stands for our name and the rest is left out: the
translator's text is pasted, the portal does not guess.
"""

import datetime as dt
import re
from dataclasses import dataclass, field

from babel import Locale
from babel.dates import format_date

from portal import countries
from portal.rendering.layout import long_date
from portal.text import fold

from ..models import AddressForm, Partner

VIETNAMESE = "vi"
COMRADE, MISTER, MADAM = AddressForm.COMRADE, AddressForm.MISTER, AddressForm.MADAM
NOBODY = ""
_AS_A_NOTE = re.compile(r"\s*\([^()]*\)\s*$")
#: Countries whose own name of a partner is written in the language.
AT_HOME = {
    "zh": {"CN", "HK", "MO", "TW"}, "lo": {"LA"}, "km": {"KH"}, "ko": {"KR", "KP"}, "ja": {"JP"},
    "ru": {"RU", "BY", "KZ"}, "es": {"CU", "VE", "NI", "BO", "AR", "CL", "UY", "PE", "MX", "ES"}, "fr": {"FR"},
}  # fmt: skip
HANOI = {
    "en": "Ha Noi", "fr": "Hanoï", "es": "Hanói", "ru": "Ханой", "zh": "河内", "ko": "하노이", "ja": "ハノイ",
    "lo": "ຮ່າໂນ້ຍ", "km": "ហាណូយ",
}  # fmt: skip


@dataclass(frozen=True)
class Language:
    """`salutations`: (with the name of the addressee, without it) by form of address; "" is nobody in particular."""

    organisation: str
    to: str = ""
    forms: dict[str, str] = field(default_factory=dict)
    salutations: dict[str, tuple[str, str]] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    locale: str = ""
    dated: str = "{place}, {day}"
    number: str = ""


ENGLISH_NAME = "Vietnam General Confederation of Labour"
LANGUAGES: dict[str, Language] = {
    VIETNAMESE: Language(
        "Tổng Liên đoàn Lao động Việt Nam", "Kính gửi:",
        {COMRADE: "đồng chí", MISTER: "Ngài", MADAM: "Bà", NOBODY: "Quý vị"},
        {
            COMRADE: ("Đồng chí {name} kính mến,", "Các đồng chí kính mến,"),
            MISTER: ("Kính thưa Ngài {name},", "Kính thưa Ngài,"),
            MADAM: ("Kính thưa Bà {name},", "Kính thưa Bà,"),
            NOBODY: ("Kính thưa {name},", "Kính thưa Quý vị,"),
        },
    ),
    "en": Language(
        ENGLISH_NAME, "To:", {COMRADE: "Comrade", MISTER: "Mr", MADAM: "Ms", NOBODY: ""},
        {
            COMRADE: ("Dear Comrade {name},", "Dear Comrades,"),
            MISTER: ("Dear Mr {name},", "Dear Sir,"),
            MADAM: ("Dear Ms {name},", "Dear Madam,"),
            NOBODY: ("Dear {name},", "Dear Sir or Madam,"),
        },
        {"chu tich": "President", "pho chu tich": "Vice-President",
         "truong ban doi ngoai": "Head of the International Department"},
        "en_GB", number="No.: {number}",
    ),
    "fr": Language(
        "Confédération générale du travail du Vietnam", "À :",
        {COMRADE: "camarade", MISTER: "Monsieur", MADAM: "Madame", NOBODY: ""},
        {
            COMRADE: ("Chers camarades,", "Chers camarades,"), MISTER: ("Monsieur,", "Monsieur,"),
            MADAM: ("Madame,", "Madame,"), NOBODY: ("Madame, Monsieur,", "Madame, Monsieur,"),
        },
        {"chu tich": "Le Président / La Présidente", "pho chu tich": "Le Vice-président / La Vice-présidente"},
        "fr", "{place}, le {day}", "N° : {number}",
    ),
    "es": Language(
        "Confederación General del Trabajo de Vietnam", "A:",
        {COMRADE: "compañero", MISTER: "señor", MADAM: "señora", NOBODY: ""},
        {
            COMRADE: ("Estimados compañeros:", "Estimados compañeros:"),
            MISTER: ("Estimado señor {name}:", "Estimado señor:"),
            MADAM: ("Estimada señora {name}:", "Estimada señora:"),
            NOBODY: ("Estimados señores:", "Estimados señores:"),
        },
        {}, "es", number="N.º: {number}",
    ),
    "ru": Language(
        "Всеобщая конфедерация труда Вьетнама", "Кому:",
        {COMRADE: "товарищ", MISTER: "господин", MADAM: "госпожа", NOBODY: ""},
        {
            COMRADE: ("Уважаемый товарищ {name}!", "Уважаемые товарищи!"),
            MISTER: ("Уважаемый господин {name}!", "Уважаемый господин!"),
            MADAM: ("Уважаемая госпожа {name}!", "Уважаемая госпожа!"),
            NOBODY: ("Уважаемые коллеги!", "Уважаемые коллеги!"),
        },
        {"chu tich": "Председатель", "pho chu tich": "Заместитель председателя"},
        "ru", number="№ {number}",
    ),
    "zh": Language(
        "越南劳动总联合会", "致：", {COMRADE: "同志", MISTER: "先生", MADAM: "女士", NOBODY: ""},
        {
            COMRADE: ("尊敬的{name}同志：", "尊敬的各位同志："), MISTER: ("尊敬的{name}先生：", "尊敬的先生："),
            MADAM: ("尊敬的{name}女士：", "尊敬的女士："), NOBODY: ("尊敬的{name}：", "尊敬的各位朋友："),
        },
        {"chu tich": "主席", "pho chu tich": "副主席"}, "zh", "{day}，{place}", "编号：{number}",
    ),
    "ko": Language(
        "베트남노동총연맹", "수신:", {}, {NOBODY: ("존경하는 {name} 귀하", "존경하는 여러분께")},
        {"chu tich": "위원장", "pho chu tich": "부위원장"}, "ko", number="번호: {number}",
    ),
    "ja": Language(
        "ベトナム労働総同盟", "宛先：", {}, {NOBODY: ("{name} 様", "皆様へ")},
        {"chu tich": "議長", "pho chu tich": "副議長"}, "ja", "{place}、{day}", "番号：{number}",
    ),
    "lo": Language(ENGLISH_NAME, "ຮຽນ:", locale="lo"),
    "km": Language(ENGLISH_NAME, locale="km"),
}  # fmt: skip


def partner_name(partner: Partner, language: str) -> str:
    """The partner as a text in the language calls it: its own script at home, else English, else Vietnamese.

    What the register adds in brackets (a second name, the country) does not stand in a letter.
    """
    if language == VIETNAMESE:
        return _AS_A_NOTE.sub("", partner.name_vi)
    if partner.name_own and partner.country in AT_HOME.get(language, set()):
        return partner.name_own
    return _AS_A_NOTE.sub("", partner.name_en or partner.name_vi)


def our_name(unit, language: str) -> str:
    """The Confederation in the language; another unit by its own name, in foreign languages the English one."""
    if unit.is_central:
        return LANGUAGES[language].organisation
    return unit.name if language == VIETNAMESE else unit.name_en


def country_in(code: str, language: str) -> str:
    if language in (VIETNAMESE, "en"):
        return countries.name(code, language)
    return Locale(language).territories.get(code, "") if code else ""


def salutation(form: str, name: str, language: str) -> str:
    """The line of salutation; "" in a language whose forms are not known here."""
    known = LANGUAGES[language].salutations
    found = known.get(form) or known.get(NOBODY)
    if found is None:
        return ""
    with_name, without = found
    return with_name.format(name=name) if name else without


def form_inside(form: str, language: str) -> str:
    return LANGUAGES[language].forms.get(form, "")


def long_day(day: dt.date | None, language: str) -> str:
    """The day in words; blank room for a day that is not known."""
    if language == VIETNAMESE:
        return long_date(day)
    return format_date(day, "long", locale=LANGUAGES[language].locale) if day else "…… / …… / ……"


def place_and_day(place: str, day: dt.date | None, language: str) -> str:
    """The line at the head of the page: "Ha Noi, 2 December 2026"."""
    known = HANOI.get(language) if fold(place) == "ha noi" else place
    if language == VIETNAMESE:
        return f"{place}, {long_date(day)}"
    return LANGUAGES[language].dated.format(place=known or place, day=long_day(day, language))


def ordinal(number: int, language: str) -> str:
    """ "60th" in English, "1er", "2e" in French; elsewhere the number itself, the text around it does the rest."""
    if language == "fr":
        return "1er" if number == 1 else f"{number}e"
    if language != "en":
        return str(number)
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def title_in(title: str, language: str) -> str:
    """The signatory's title in the language; "" where no translation is known."""
    return LANGUAGES[language].titles.get(fold(title), "")
