"""What happened since a notice: said to who sees the record, of acts that are theirs to know."""

import ast
import datetime as dt

import pytest
from django.urls import reverse

from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.notifications import services
from portal.notifications.models import Notice
from portal.notifications.since import since_of
from tests.factories.accounts import UserFactory
from tests.factories.delegations import delegation
from tests.factories.units import UnitFactory
from tests.test_architecture import PROJECT

pytestmark = pytest.mark.django_db
TOLD = dt.datetime(2026, 11, 22, 1, 0, tzinfo=dt.UTC)
LATER = dt.datetime(2026, 11, 23, 7, 5, tzinfo=dt.UTC)  # 14:05 here
TELLERS = {"tell", "tell_message", "tell_unit", "Event"}


def about(user, record, *, url="/x/") -> Notice:
    notice = services.tell([user], "reports/due", "Sắp đến hạn", "Nội dung", url, about=record)[0]
    Notice.objects.filter(pk=notice.pk).update(created_at=TOLD)
    notice.refresh_from_db()
    return notice


def said(notice: Notice, user) -> str:
    return since_of([notice], user)[notice.pk].words


@pytest.fixture
def own(province):
    """A record of the officer's own unit that has a unit and is scoped."""
    return delegation(province)


def test_it_says_what_when_and_who(officer, leader, own):
    notice = about(officer, own)
    assert said(notice, officer) == ""
    write_trail(Verb.SUBMITTED, own, by=leader, at=LATER)
    assert said(notice, officer) == f"đã được gửi lúc 14:05 ngày 23/11/2026 bởi {leader}"


def test_consent_and_decision_at_one_moment_are_an_approval(officer, leader, own):
    notice = about(officer, own)
    write_trail(Verb.AGREED, own, by=leader, at=LATER)
    assert said(notice, officer).startswith("đã được đồng ý lúc")
    write_trail(Verb.DECIDED, own, by=leader, at=LATER)
    assert said(notice, officer) == f"đã được phê duyệt lúc 14:05 ngày 23/11/2026 bởi {leader}"


def test_of_what_ended_a_chain_the_refusal_is_told(officer, leader, own):
    notice = about(officer, own)
    write_trail(Verb.RETURNED, own, by=leader, at=LATER)
    write_trail(Verb.DECIDED, own, by=leader, at=LATER)
    assert said(notice, officer).startswith("đã bị trả lại lúc")


def test_the_portal_itself_is_not_named(officer, own):
    notice = about(officer, own)
    write_trail(Verb.CLOSED, own, by=None, at=LATER)
    assert said(notice, officer) == "đã hoàn thành lúc 14:05 ngày 23/11/2026"


@pytest.mark.parametrize("verb", [Verb.READ, Verb.UPDATED, Verb.PRINTED, Verb.CHASED, Verb.DOWNLOADED])
def test_reading_and_writing_are_not_worth_telling(officer, leader, own, verb):
    notice = about(officer, own)
    write_trail(verb, own, by=leader, at=LATER)
    assert said(notice, officer) == ""


def test_the_act_that_was_told_is_not_told_again(officer, leader, own):
    notice = about(officer, own)
    for moment in (TOLD - dt.timedelta(minutes=1), TOLD + dt.timedelta(milliseconds=300)):
        write_trail(Verb.RETURNED, own, by=leader, at=moment)
    assert said(notice, officer) == ""


def test_who_no_longer_sees_the_record_reads_nothing_of_it(officer, leader, own):
    notice = about(officer, own)
    write_trail(Verb.CANCELLED, own, by=leader, at=LATER)
    own.unit = UnitFactory()
    own.save()
    assert since_of([notice], officer)[notice.pk].words == ""
    assert not since_of([notice], officer)[notice.pk].is_gone


def test_what_another_unit_did_with_it_is_not_told(officer, leader, own):
    notice = about(officer, own)
    write_trail(Verb.CLOSED, own, by=UserFactory(), at=LATER, unit=UnitFactory())
    assert said(notice, officer) == ""
    write_trail(Verb.CHECKED, own, by=leader, at=LATER, unit=own.unit)
    assert said(notice, officer).startswith("đã được kiểm tra")


def test_a_deleted_record_and_an_app_that_is_gone(officer):
    gone, strange = UserFactory(), UserFactory()
    notices = [about(officer, gone), about(officer, strange)]
    gone.delete()
    Notice.objects.filter(pk=notices[1].pk).update(about_model="weather.rain")
    notices[1].refresh_from_db()
    told = since_of(notices, officer)
    assert told[notices[0].pk].is_gone
    assert (told[notices[1].pk].words, told[notices[1].pk].is_gone) == ("", False)


# -- the pages --


def test_the_list_says_it_and_costs_the_same_for_many(
    client, officer, leader, own, django_assert_max_num_queries
):
    client.force_login(officer)
    counts = []
    for _round in range(2):
        for _number in range(10):
            record = delegation(own.unit)
            about(officer, record)
            write_trail(Verb.CLOSED, record, by=leader, at=LATER)
        client.get(reverse("notifications:list"))
        with django_assert_max_num_queries(16) as asked:
            page = client.get(reverse("notifications:list")).text
        counts.append(len(asked))
    assert page.count("Từ đó đến nay: đã hoàn thành lúc 14:05 ngày 23/11/2026") == 20
    assert counts[0] == counts[1]


def test_opening_says_it_on_the_page_of_the_record(client, officer, leader, own):
    notice = about(officer, own, url=own.get_absolute_url())
    write_trail(Verb.CLOSED, own, by=leader, at=LATER)
    client.force_login(officer)
    page = client.get(reverse("notifications:see", args=[notice.pk]), follow=True)
    assert page.redirect_chain[-1][0] == own.get_absolute_url()
    assert "đã hoàn thành lúc 14:05 ngày 23/11/2026" in page.text
    notice.refresh_from_db()
    assert notice.read_at
    again = client.post(reverse("notifications:open", args=[notice.pk]), follow=True)
    assert "đã hoàn thành lúc 14:05 ngày 23/11/2026" in again.text


def test_a_notice_of_a_deleted_record_leads_back_with_a_sentence(client, officer):
    gone = UserFactory()
    notice = about(officer, gone, url="/khong-con/")
    gone.delete()
    client.force_login(officer)
    page = client.get(reverse("notifications:see", args=[notice.pk]), follow=True)
    assert page.redirect_chain[-1][0] == reverse("notifications:list")
    assert "đã bị xóa" in page.text


def test_a_letter_that_was_passed_on_leads_who_sees_the_record_nobody_else(client, officer, leader, own):
    notice = about(officer, own, url=own.get_absolute_url())
    url = reverse("notifications:see", args=[notice.pk])
    client.force_login(leader)
    assert client.get(url)["Location"] == own.get_absolute_url()
    client.force_login(UserFactory())
    assert client.get(url).status_code == 404
    notice.refresh_from_db()
    assert notice.read_at is None
    bare = services.tell([officer], "reports/due", "x", "y", "/x/", about=None)[0]
    client.force_login(leader)
    assert client.get(reverse("notifications:see", args=[bare.pk])).status_code == 404


# -- the sources --


def tellings():
    """Every call that tells somebody something, as (file:line, names of its arguments by name, how many by place)."""
    for app in ("portal", "partners", "agreements", "delegations", "reports"):
        for path in (PROJECT / app).rglob("*.py"):
            if "migrations" in path.parts or "notifications" in path.parts:
                continue
            tree = ast.parse(path.read_text())
            ours = {
                name.asname or name.name
                for node in ast.walk(tree)
                if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("portal.notifications")
                for name in node.names
                if name.name in TELLERS
            }
            for node in ast.walk(tree):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ours:
                    named = {word.arg for word in node.keywords}
                    yield f"{path.relative_to(PROJECT)}:{node.lineno}", node.func.id, named, len(node.args)


def test_whoever_tells_says_what_it_is_about():
    found = list(tellings())
    assert len(found) > 40
    silent = [
        where
        for where, call, named, given in found
        if "about" not in named and not (call == "Event" and given == 6)
    ]
    assert silent == []


def test_there_are_few_notices_about_no_record():
    """What is about nothing says nothing of what happened since: allowed for sums alone."""
    bare = {
        str(path.relative_to(PROJECT))
        for app in ("portal", "partners", "agreements", "delegations", "reports")
        for path in [*(PROJECT / app).rglob("notices/*.py"), *(PROJECT / app).rglob("notices.py")]
        if "about=None" in path.read_text()
    }
    assert bare <= {"partners/notices/contacts.py", "portal/dashboard/notices.py"}
