"""SECURITY: each kind is found by who sees its records, by nobody else; what some do not read finds nothing for them."""

import pytest

from portal.access.roles import ROLES
from portal.documents.services import purge
from portal.search import finding
from portal.search.asked import asked_for
from portal.search.kinds import kinds
from portal.search.nearness import near
from tests.access import CENTRAL_READERS, OF_UNIT
from tests.factories.accounts import UserFactory, holder
from tests.factories.delegations import delegation
from tests.factories.partners_interactions import interaction
from tests.factories.partners_relationship import assessment, ruling
from tests.factories.people import signed_in
from tests.factories.reports import report_of, written

from .files import attached
from .makers import MAKERS, friend, guests

pytestmark = pytest.mark.django_db

WORD = "Xuyensuot kyluc"
#: what every holder of an office may read (partners), or every reader of records
OPEN = {"partners", "occasions", "resolutions", "letter-templates", "cycles"}
READ_BY_ALL_UNITS = {"positions"}
#: drafts of consolidated papers and aims of the Confederation: not for units
OF_CENTRE = {"consolidated", "objectives", "presidium"}


def hits_of(user, key: str, typed: str) -> list[finding.Hit]:
    one = next(one for one in kinds() if one.key == key)
    return finding.search_in(one, asked_for(typed), user, page=1).hits


def found_by(user, key: str, typed: str) -> list[str]:
    return [hit.plain for hit in hits_of(user, key, typed)]


def test_every_kind_is_tested_here():
    assert {one.key for one in kinds()} == set(MAKERS)


@pytest.mark.parametrize("key", sorted(MAKERS))
def test_who_finds_a_record_of_the_province(key, province, other_province, centre):
    made = MAKERS[key](province, WORD)
    typed = made.name if key == "units" else WORD
    near_by, far = holder("unit_officer", province), holder("unit_officer", other_province)
    central, nobody = holder("department_head"), UserFactory(username="khach")
    found = {who: bool(found_by(user, key, typed)) for who, user in
             {"near": near_by, "far": far, "central": central, "nobody": nobody}.items()}  # fmt: skip
    assert found == {
        "near": key not in OF_CENTRE,
        "far": key in OPEN | READ_BY_ALL_UNITS,
        "central": True,
        "nobody": False,
    }
    (hit,) = hits_of(central, key, typed)[:1]
    assert "None" not in hit.small
    assert "<" not in hit.small  # as Python writes what is no text
    answer = signed_in(central).get(hit.url, follow=True)
    answer.close()  # a document is streamed
    assert answer.status_code == 200


@pytest.mark.parametrize("role", sorted(ROLES))
def test_each_role_finds_what_it_may_open(role, province, centre):
    """A delegation of the province, found from the box while typing, too."""
    delegation(province, WORD)
    user = holder(role, centre if ROLES[role].is_central else province)
    reads = role in (*OF_UNIT, *CENTRAL_READERS)
    assert bool(finding.suggestions(asked_for(WORD), user)) == reads
    assert bool(finding.search(asked_for(WORD), user)) == reads


def test_what_is_archived_is_not_found(officer, province, department_officer):
    from portal.records.services import archive_record

    archive_record(delegation(province, WORD), by=department_officer)
    assert finding.search(asked_for(WORD), officer) == []


@pytest.mark.parametrize("typed", ["Khampheng", "khampheng chu tich"])
def test_a_guest_is_found_by_name_only_by_the_hosts(province, other_province, centre, typed):
    """The presidium sees the visit and reads posts and countries, not names (delegations.figures.personal)."""
    guests(province, "Bà Khampheng")
    assert found_by(holder("unit_officer", province), "delegations", typed)
    assert found_by(holder("department_officer"), "delegations", typed)
    leader = holder("presidium")
    assert found_by(leader, "delegations", typed) == []
    assert found_by(leader, "delegations", "tiep doan chu tich")
    assert finding.suggestions(asked_for(typed), leader) == []


def test_our_own_head_of_delegation_is_found_by_all_who_see_the_trip(province, centre):
    delegation(province, head_name="Ông Nguyễn Văn Mười")
    assert found_by(holder("presidium"), "delegations", "nguyen van muoi")


def test_assessments_are_found_by_nobody(province):
    """Their numbers and words stand on the partner's page alone, for who may read them."""
    ruling()
    made = assessment(friend())
    assert made.search_text == ""
    assert not any(issubclass(one.model, type(made)) for one in kinds())


def test_a_contact_is_not_found_by_telephone_mail_or_notes(officer, province):
    contact = MAKERS["contacts"](province, "Trưởng ban")
    type(contact).objects.filter(pk=contact.pk).update(
        telephone="0912345678", email="a@xuyensuot.la", notes=WORD
    )
    contact.refresh_from_db()
    contact.derive()
    contact.save()
    for typed in ("0912345678", "xuyensuot", WORD):
        assert finding.search(asked_for(typed), officer) == []


def test_what_a_unit_is_writing_is_found_by_its_writers_alone(province, centre):
    written(report_of(province), I=f"Bản nháp {WORD}")
    assert found_by(holder("unit_officer", province), "reports", WORD)
    assert found_by(holder("department_head"), "reports", WORD) == []


def test_a_snippet_of_a_report_shows_what_was_sent(province, department_head):
    MAKERS["reports"](province, f"Trong kỳ {WORD} đã xong")
    (group,) = finding.search(asked_for(WORD), department_head)
    assert "<mark>Xuyensuot</mark> <mark>kyluc</mark>" in group.hits[0].snippet


def test_a_document_is_found_with_its_record_and_gone_when_purged(province, other_province, centre):
    version = attached(delegation(province), f"Nội dung {WORD} bên trong", title="Giấy mời")
    near_by, far = holder("unit_officer", province), holder("unit_officer", other_province)
    assert found_by(near_by, "documents", WORD) == ["Giấy mời"]
    assert found_by(far, "documents", WORD) == found_by(far, "documents", "giay moi") == []
    purge(version.document, by=holder("administrator"))
    assert found_by(near_by, "documents", WORD) == found_by(near_by, "documents", "giay moi") == []


def test_only_the_newest_version_of_a_document_is_searched(province, officer):
    from django.core.files.base import ContentFile

    from portal.documents import reading
    from portal.documents.services import add_version

    from .files import docx

    first = attached(delegation(province), "chữ cũ lạ lẫm")
    second = add_version(first.document, ContentFile(docx(WORD), "moi.docx"), by=None, no_state_secret=True)
    reading.read(second.words.pk)
    assert found_by(officer, "documents", "la lam") == []
    assert found_by(officer, "documents", WORD)


def test_nearness_offers_nothing_of_another_unit(province, other_officer):
    MAKERS["contacts"](province, "Souphanouvong Vientiane")
    interaction(province, "Xuyensuot", partners=[friend()])
    for typed in ("Souphanuvong Vientian", "Xuyenxuot"):
        assert near(asked_for(typed), other_officer, found=[]) is None
