"""Countries are named as the union prints them and found as people write them."""

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils import translation

from portal import countries
from portal.countries.fields import CountryField
from portal.countries.names import ALSO_WRITTEN
from portal.text import fold


@pytest.mark.parametrize(
    ("code", "printed"),
    [
        ("AU", "Australia"),
        ("CA", "Canada"),
        ("CU", "Cuba"),
        ("CZ", "Cộng hòa Séc"),
        ("GB", "Anh"),
        ("HK", "Hồng Kông (Trung Quốc)"),
        ("KH", "Campuchia"),
        ("KP", "CHDCND Triều Tiên"),
        ("KR", "Hàn Quốc"),
        ("LA", "Lào"),
        ("MM", "Myanmar"),
        ("MO", "Ma Cao (Trung Quốc)"),
        ("RU", "Liên bang Nga"),
        ("SG", "Singapore"),
        ("TW", "Đài Loan (Trung Quốc)"),
        ("US", "Hoa Kỳ"),
    ],
)
def test_printed_names(code, printed):
    assert countries.name(code, "vi") == printed


def test_names_follow_the_language_in_use():
    with translation.override("en"):
        assert countries.name("LA") == "Laos"
        assert countries.name("TW") == "Taiwan (China)"
    with translation.override("vi"):
        assert countries.name("la") == "Lào"
    assert countries.name("") == ""
    assert countries.name(None) == ""
    assert countries.name("QQ") == "QQ"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Úc", "AU"),
        ("Nga", "RU"),
        ("LB Nga", "RU"),
        ("CHDCND Lào", "LA"),
        ("la", "LA"),
        ("Xinh-ga-po", None),
        ("Xin-ga-po", "SG"),
        ("Cam-pu-chia", "KH"),
        ("Nước Anh", "GB"),
        ("Vương quốc Anh", "GB"),
        ("Hoa Kỳ", "US"),
        ("Mỹ", "US"),
        ("Séc", "CZ"),
        ("Bắc Triều Tiên", "KP"),
        ("Hàn Quốc", "KR"),
        ("Republic of Korea", "KR"),
        ("Macao", "MO"),
        ("Đài Loan", "TW"),
        ("Viet Nam", "VN"),
        ("Cộng hoà Pháp", "FR"),
        ("Niger", "NE"),
        ("Nigeria", "NG"),
        ("ILO", None),
        ("", None),
        (None, None),
    ],
)
def test_lookup(written, code):
    assert countries.lookup(written) == code


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_printed_name_is_found_again_and_belongs_to_one_country(language):
    names = countries.choices(language)
    assert len({name for _, name in names}) == len(names) > 195
    assert [countries.lookup(name) for _, name in names] == [code for code, _ in names]


def test_no_spelling_stands_for_two_countries():
    spellings = [(fold(spelling), code) for code, also in ALSO_WRITTEN.items() for spelling in also]
    assert len({spelling for spelling, _ in spellings}) == len(spellings)
    assert [countries.lookup(spelling) for spelling, _ in spellings] == [code for _, code in spellings]


def test_choices_stand_in_vietnamese_order():
    names = [name for _, name in countries.choices("vi")]
    assert names.index("Angola") < names.index("Áo") < names.index("Argentina") < names.index("Ấn Độ")
    assert names.index("Dominica") < names.index("Đan Mạch")


def test_groups():
    assert {code: countries.group(code) for code in ("CN", "LA", "KH", "TH", "TL", "VN", "CU", "", None)} == {
        "CN": "neighbour", "LA": "neighbour", "KH": "neighbour", "TH": "asean", "TL": "asean",
        "VN": "", "CU": "", "": "", None: "",
    }  # fmt: skip
    with translation.override("vi"):
        assert countries.group_label("neighbour") == "Các nước láng giềng"
    assert countries.group_label("") == ""


def test_places_lie_on_the_globe_and_where_they_belong():
    assert all(-180 <= east <= 180 and -90 <= north <= 90 for east, north in countries.PLACES.values())
    assert {*countries.PLACES} <= countries.CODES
    for code, box in {"VN": (102, 8, 110, 24), "CU": (-85, 19, -74, 24), "AU": (113, -44, 154, -10)}.items():
        east, north = countries.place(code)
        assert box[0] <= east <= box[2]
        assert box[1] <= north <= box[3]
    assert countries.place("") is None


def test_a_country_in_a_form_and_in_a_model():
    field = CountryField("country", blank=True)
    assert field.clean("LA", None) == "LA"
    assert field.clean("", None) == ""
    with translation.override("vi"), pytest.raises(ValidationError, match="“QQ” không phải là quốc gia"):
        field.clean("QQ", None)

    class Seat(forms.Form):
        country = field.formfield()

    with translation.override("vi"):
        assert '<option value="LA">Lào</option>' in str(Seat()["country"])
    assert Seat({"country": "LA"}).is_valid()
    assert not Seat({"country": "QQ"}).is_valid()
    assert "max_length" not in field.deconstruct()[3]
