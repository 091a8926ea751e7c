"""A guide for each role, a definition behind each term, and from each list the way to its place in the guide."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import get_resolver, reverse
from PIL import Image
from pypdf import PdfReader

from portal.access.roles import ROLES
from portal.help.guides import guides, topic_at, topics
from portal.help.marks import named_terms
from portal.help.words import found, term, term_of_label, terms
from tests.factories.accounts import holder
from tests.factories.delegations import delegation
from tests.portal.saved.test_every_list import LISTED
from tests.test_access import addresses

TEMPLATES = Path(settings.PROJECT) / "templates"
USED = re.compile(r"""{%\s*term\s+"([^"]+)"\s*%}""")
MOST_BYTES = 60_000


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("role", ROLES)
def test_each_role_has_a_guide_of_existing_topics(role):
    guide = guides()[role]
    assert guide.about
    assert 4 <= len(guide.topics) <= 9
    assert len(set(guide.codes)) == len(guide.codes)


def test_every_topic_is_in_some_guide():
    assert {code for guide in guides().values() for code in guide.codes} == set(topics())


def test_every_term_named_anywhere_exists():
    named = [word for topic in topics().values() for step in topic.steps for word in named_terms(step)]
    for template in TEMPLATES.rglob("*.html"):
        named += USED.findall(template.read_text(encoding="utf-8"))
    assert len(named) > 30
    for word in named:
        assert term(word).means


def test_what_people_ask_about_is_explained():
    for word in (
        "đoàn ra", "đoàn vào", "kỳ báo cáo", "hạn chót", "khóa sổ", "khoá sổ", "không phát sinh", "đôn đốc",
        "phiếu trình", "bút phê", "khuôn khổ quan hệ", "độ lệch", "có đi có lại", "cam kết", "viện trợ",
        "vốn đối ứng", "giải ngân",
    ):  # fmt: skip
        assert term(word).means
    with pytest.raises(KeyError):
        term("từ không ai giải thích")


def test_terms_have_their_own_codes_and_no_spelling_means_two_things():
    codes = [one.code for one in terms()]
    assert len(codes) == len(set(codes)) > 60
    spellings = [
        spelling.casefold()
        for one in terms()
        for spelling in {one.name.casefold(), *(s.casefold() for s in one.also)}
    ]
    assert len(spellings) == len(set(spellings))


def test_a_label_is_explained_as_a_whole_and_with_its_accents():
    assert term_of_label("Cấp đoàn").name == "cấp đoàn"
    assert term_of_label("Cap doan") is None
    assert term_of_label("Đối tác") is None  # on every page: nothing stands beside it


@pytest.mark.parametrize(
    ("asked", "some"),
    [
        ("", True),
        ("don doc", True),
        ("ĐÔN ĐỐC", True),
        ("qzx", False),
        ("%_\\'\"", False),
        ("🙂", False),
        ("a" * 200, False),
    ],
)
def test_the_glossary_is_searched_without_accents(asked, some):
    assert bool(found(asked)) == some


@pytest.mark.django_db
def test_pages_of_help(officer):
    client = client_of(officer)
    index = client.get(reverse("help:index")).content.decode()
    assert all(str(role.label) in index for role in ROLES.values())
    for role in ROLES:
        assert client.get(reverse("help:guide", args=[role])).status_code == 200
    for code in topics():
        assert client.get(reverse("help:topic", args=[code])).status_code == 200
    for name, wrong in (
        ("guide", "khong-co"),
        ("guide-pdf", "khong-co"),
        ("topic", "khong-co"),
        ("term", "khong-co"),
    ):
        assert client.get(reverse(f"help:{name}", args=[wrong])).status_code == 404
    assert client.get(reverse("help:terms"), {"q": "a" * 5000}).status_code == 200


@pytest.mark.django_db
def test_a_definition_comes_as_a_card_or_as_its_place_in_the_glossary(officer):
    client = client_of(officer)
    address = reverse("help:term", args=["doan-ra"])
    card = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in card
    assert "Đoàn ra" in card
    assert client.get(address).url == f"{reverse('help:terms')}#doan-ra"
    assert 'id="doan-ra"' in client.get(reverse("help:terms")).content.decode()


@pytest.mark.django_db
def test_forms_and_lists_explain_their_words(officer, province):
    delegation(province, "Đoàn", starts_on="2026-03-01")
    client = client_of(officer)
    form = client.get(reverse("delegations:delegation-create")).content.decode()
    assert f'hx-get="{reverse("help:term", args=["cap-doan"])}"' in form
    shown = client.get(f"{reverse('delegations:delegation-list')}?cot=title,level").content.decode()
    assert f'hx-get="{reverse("help:term", args=["cap-doan"])}"' in shown


@pytest.mark.parametrize("name", LISTED)
def test_each_list_has_its_place_in_a_guide(name):
    assert topic_at(name) is not None


def test_topics_name_pages_that_exist():
    names = addresses(get_resolver())
    for topic in topics().values():
        for start in topic.at:
            assert any(name.startswith(start) for name in names), (topic.code, start)


@pytest.mark.django_db
def test_from_a_page_one_comes_to_its_place_in_ones_own_guide(officer):
    client = client_of(officer)
    address = reverse("help:here")
    own = reverse("help:guide", args=["unit_officer"])
    assert client.get(address, {"noi": "delegations:delegation-list"}).url == f"{own}#doan"
    came = client.get(
        address, headers={"Referer": f"http://testserver{reverse('delegations:delegation-list')}?q=a"}
    )
    assert came.url == f"{own}#doan"
    assert client.get(address, {"noi": "papers:queue"}).url == reverse("help:topic", args=["van-thu"])
    for nowhere in ({"Referer": "http://elsewhere.example/doan/"}, {"Referer": "nonsense"}, {}):
        assert client.get(address, headers=nowhere).url in (reverse("help:index"), f"{own}#bat-dau")


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["unit_officer", "administrator", "presidium"])
def test_a_guide_on_paper_is_short_and_has_its_words(role):
    import io

    answer = client_of(holder(role)).get(reverse("help:guide-pdf", args=[role]))
    pages = PdfReader(io.BytesIO(answer.content)).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert len(pages) <= 2
    assert guides()[role].topics[0].title in text
    assert "[[" not in text
    assert "**" not in text


def test_pictures_are_small_and_belong_to_topics():
    files = list((Path(settings.PROJECT) / "static" / "help").glob("*"))
    wanted = {f"{code}.webp" for code, one in topics().items() if one.shot}
    assert {file.name for file in files} == wanted
    for file in files:
        assert file.stat().st_size <= MOST_BYTES, file.name
        with Image.open(file) as picture:
            assert picture.size == (960, 600), file.name
