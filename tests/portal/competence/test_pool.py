"""Who can do it: languages as written, who interprets, who can stand, units with nobody, own people only."""

import datetime as dt
import io

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from openpyxl import load_workbook

from portal.audit.models import Entry, Verb
from portal.competence.models import Officer
from portal.people.models import LanguageSkill, Person, Post
from portal.people.reading import read_languages
from portal.people.services import add_skills, leave_post, take_post
from tests.factories.people import SINCE, officer_of, signed_in

pytestmark = pytest.mark.django_db
ON = dt.date(2026, 6, 1)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tiếng Anh (C1)", [("en", "C1", "")]),
        ("Tiếng Trung (HSK 4), tiếng Anh B2", [("zh", "", "HSK 4"), ("en", "B2", "")]),
        ("Tiếng Lào (giao tiếp)", [("lo", "", "")]),
        ("Khmer; Tiếng Pháp (DELF B1, 2020)", [("km", "", ""), ("fr", "B1", "")]),
        ("Tiếng Hmông (bản ngữ)", [("other", "native", "")]),
        ("", []),
    ],
)
def test_languages_are_read_as_people_write_them(text, found):
    skills = read_languages(text)

    assert [(one.language, one.level, one.certificate) for one in skills] == found
    assert all(one.as_written in text for one in skills)


def test_what_is_known_of_a_language_stays(province):
    officer = officer_of(province, languages="Tiếng Anh (C1)")

    add_skills(officer, "Tiếng Anh (A2), Tiếng Lào")

    assert set(officer.skills.values_list("language", "level")) == {("en", "C1"), ("lo", "")}


def test_who_can_interpret_is_in_post_and_speaks_that_language(province):
    able = officer_of(province, "Phiên dịch Lào", languages="Tiếng Lào (C1)", interprets=True)
    officer_of(province, "Nói được", languages="Tiếng Lào (C1)")
    officer_of(province, "Phiên dịch Anh", languages="Tiếng Anh (C1)", interprets=True)
    officer_of(province, "Đã nghỉ", languages="Tiếng Lào", interprets=True, until=dt.date(2026, 1, 1))

    assert [one.pk for one in Person.objects.able_to_interpret("lo", ON)] == [able.pk]


@pytest.mark.parametrize(
    ("languages", "retires_on", "able"),
    [
        ("Tiếng Anh (B2)", dt.date(2031, 6, 1), True),
        ("Tiếng Anh (B2)", dt.date(2031, 5, 31), False),
        ("Tiếng Anh (B1)", dt.date(2040, 1, 1), False),
        ("Tiếng Anh (C1)", None, False),  # nobody entered it: it cannot be said
    ],
)
def test_who_can_stand_has_language_and_years(province, languages, retires_on, able):
    officer_of(province, languages=languages, retires_on=retires_on)

    assert Person.objects.able_to_stand(ON, 5).exists() is able


def test_a_person_who_left_cannot_stand(province):
    one = officer_of(province, languages="Tiếng Anh (C1)", retires_on=dt.date(2040, 1, 1))
    leave_post(one.posts.get(), on=dt.date(2026, 5, 31), by=None)

    assert not Person.objects.able_to_stand(ON, 5).exists()


def listed(user, **query) -> set[str]:
    page = signed_in(user).get(reverse("competence:officer-list"), query)
    return {row.cells[0][1].text for row in page.context["rows"]}


def test_a_unit_sees_its_own_people_and_the_centre_all(province, other_province, officer, department_officer):
    officer_of(province, "Người Lào Cai")
    theirs = officer_of(other_province, "Người Gia Lai")

    assert listed(officer) == {"Người Lào Cai"}
    assert listed(department_officer) == {"Người Lào Cai", "Người Gia Lai"}
    assert signed_in(officer).get(theirs.get_absolute_url()).status_code == 404


def test_level_and_language_are_asked_of_one_language(province, officer):
    officer_of(province, "Anh giỏi, Lào kém", languages="Tiếng Anh (C1), Tiếng Lào (A1)")
    officer_of(province, "Lào giỏi", languages="Tiếng Lào (B2)")

    assert listed(officer, language="lo", level="B1") == {"Lào giỏi"}
    assert len(listed(officer, level="B1")) == 2


def test_filters_by_expertise_time_retirement_and_words(province, officer, settings):
    today = dt.date.today()
    one = officer_of(
        province,
        "Cán bộ A",
        is_full_time=True,
        retires_on=today + dt.timedelta(days=300),
        specialisation="Luật",
    )
    one.expertise.create(field="labour_law")
    officer_of(province, "Cán bộ B")

    assert listed(officer, expertise="labour_law") == {"Cán bộ A"}
    assert listed(officer, time="part") == {"Cán bộ B"}
    assert listed(officer, retiring="1") == {"Cán bộ A"}
    assert listed(officer, q="can bo doi ngoai lao cai") == {"Cán bộ A", "Cán bộ B"}
    assert listed(officer, q="luat") == {"Cán bộ A"}


def test_the_workbook_holds_no_telephone_and_no_mail(province, officer, department_officer):
    officer_of(province, telephone="0900 111 222", email="canbo@example.com")

    for user in (officer, department_officer):
        content = signed_in(user).get(reverse("competence:officer-export")).content
        text = str(
            [cell.value for row in load_workbook(io.BytesIO(content)).active.iter_rows() for cell in row]
        )
        assert "Cán bộ đối ngoại" in text
        assert "0900 111 222" not in text
        assert "canbo@example.com" not in text


def sent(unit, **values) -> dict:
    """The form of a person with one post and one language, as a browser sends it."""
    rows = {"posts": 1, "skills": 1, "trainings": 0}
    counts = {
        f"{name}-{part}_FORMS": count if part == "TOTAL" else 0
        for name, count in rows.items()
        for part in ("TOTAL", "INITIAL")
    }
    return {
        **counts, "name": "Cán bộ mới", "expertise": ["osh", "wages"], "posts-0-title": "Chuyên viên",
        "posts-0-unit": unit.pk, "posts-0-valid_from": "01/07/2025", "skills-0-language": "lo",
        "skills-0-level": "B2", "skills-0-can_interpret": "on", **values,
    }  # fmt: skip


def test_a_unit_enters_its_own_officer(province, officer):
    response = signed_in(officer).post(reverse("competence:officer-create"), sent(province))

    assert response.status_code == 302
    made = Officer.objects.get(name="Cán bộ mới")
    assert {row.field for row in made.expertise.all()} == {"osh", "wages"}
    assert made.skills.get().can_interpret
    assert "chuyen vien" in made.search_text
    assert Entry.objects.filter(verb=Verb.CREATED, target="Cán bộ mới").exists()


@pytest.mark.parametrize("values", [{"posts-TOTAL_FORMS": 0}, {"posts-0-valid_to": "01/01/2020"}])
def test_a_person_without_a_possible_post_is_refused(province, officer, values):
    response = signed_in(officer).post(reverse("competence:officer-create"), sent(province, **values))

    assert response.status_code == 422
    assert not Person.objects.filter(name="Cán bộ mới").exists()


def test_nobody_enters_people_of_another_unit(other_province, officer):
    response = signed_in(officer).post(reverse("competence:officer-create"), sent(other_province))

    assert response.status_code == 422
    assert not Post.objects.filter(unit=other_province).exists()


def test_of_two_savers_the_second_sees_both_versions(province, officer):
    one = officer_of(province)
    client = signed_in(officer)
    address = reverse("competence:officer-edit", args=[one.pk])
    post = one.posts.get()
    mine = sent(province, revision=1, name="Tên tôi sửa", **{"posts-INITIAL_FORMS": 1, "posts-0-id": post.pk})
    assert (
        client.post(address, {**mine, "name": "Tên người kia sửa", "skills-TOTAL_FORMS": 0}).status_code
        == 302
    )

    refused = client.post(address, mine)

    assert refused.status_code == 422
    assert [row["theirs"] for row in refused.context["conflict"] if row["differs"]][:1] == [
        "Tên người kia sửa"
    ]
    one.refresh_from_db()
    assert (one.name, one.revision) == ("Tên người kia sửa", 2)
    history = client.get(reverse("competence:officer-history", args=[one.pk]))
    assert "Tên người kia sửa" in history.content.decode()


def test_a_post_in_another_unit_stays_as_it_is(province, other_province, officer):
    one = officer_of(province)
    take_post(one, unit=other_province, title="Kiêm nhiệm", on=SINCE, by=None)
    ours, theirs = one.posts.get(unit=province), one.posts.get(unit=other_province)
    values = sent(
        province, revision=1, **{"posts-TOTAL_FORMS": 2, "posts-INITIAL_FORMS": 2, "skills-TOTAL_FORMS": 0}
    )
    for number, post in enumerate(one.posts.all()):
        values |= {
            f"posts-{number}-id": post.pk, f"posts-{number}-title": "Đổi tên", f"posts-{number}-unit": post.unit_id,
            f"posts-{number}-valid_from": "01/07/2025",
        }  # fmt: skip
    client, address = signed_in(officer), reverse("competence:officer-edit", args=[one.pk])
    foreign = next(number for number, post in enumerate(one.posts.all()) if post == theirs)

    assert client.post(address, {**values, f"posts-{foreign}-DELETE": "on"}).status_code == 422
    assert client.post(address, values).status_code == 302
    ours.refresh_from_db()
    theirs.refresh_from_db()
    assert (ours.title, theirs.title) == ("Đổi tên", "Kiêm nhiệm")


def test_a_former_unit_reads_but_no_longer_changes(province, other_province, officer, other_officer):
    one = officer_of(province, until=dt.date(2025, 12, 31), telephone="0900 111 222")
    take_post(one, unit=other_province, title="Chuyên viên", on=dt.date(2026, 1, 1), by=None)

    page = signed_in(officer).get(one.get_absolute_url())
    assert page.status_code == 200
    assert "0900 111 222" not in page.content.decode()
    past = reverse("competence:officer-history", args=[one.pk])
    for reader in (officer, other_officer):  # the history keeps no telephone at all
        assert "0900 111 222" not in signed_in(reader).get(past).content.decode()
    assert signed_in(officer).get(reverse("competence:officer-edit", args=[one.pk])).status_code == 403
    assert "0900 111 222" in signed_in(other_officer).get(one.get_absolute_url()).content.decode()


def test_one_language_stands_once(province):
    one = officer_of(province, languages="Tiếng Anh")

    with pytest.raises(ValidationError):
        LanguageSkill(person=one, language="en").full_clean()
