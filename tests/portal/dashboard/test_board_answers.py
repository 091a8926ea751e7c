"""Stored answers: the same as live ones, shown with their time when stale, renewed by a job, never anybody else's."""

import datetime as dt
import json
from unittest.mock import patch

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from delegations.models import Delegation
from portal.access.grants import share
from portal.audit import stamps
from portal.dashboard import board_renewal
from portal.dashboard.apps import forget_answers
from portal.dashboard.board import Asked, Content, Headline, panels_for
from portal.dashboard.board_answers import answers, forget_old
from portal.dashboard.board_content import content_of, plain
from portal.dashboard.models import StoredAnswer
from portal.dashboard.years import asked_year
from portal.jobs.models import Job, State
from portal.jobs.running import perform
from portal.text import PartialDate
from tests.factories.accounts import holder
from tests.factories.delegations import delegation

from .board_reading import only_panel, own_rows_stay, read

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quiet():
    with own_rows_stay():
        yield


def asking(user, today, unit=None):
    return Asked(user, today, asked_year({}, today=today), unit)


def told(user, today, unit=None, at=None):
    found = answers(asking(user, today, unit), panels_for(user), at=at or timezone.now())
    return [(one.content.sentence, one.is_fresh) for one in found]


def test_every_panel_says_the_same_live_and_stored(presidium, leader, province, today):
    for number in range(3):
        day = (today - dt.timedelta(days=20 * number + 3)).isoformat()
        delegation(province, starts_on=day, state="done", size=4)
    for user in (presidium, leader):
        asked, panels = asking(user, today), panels_for(user)
        assert panels
        live = {one.key: plain(one.ask(asked)) for one in panels if not one.is_private}
        now = timezone.now()
        answers(asked, panels, at=now)
        stored = dict(StoredAnswer.objects.filter(made_at=now).values_list("panel", "content"))
        assert stored == json.loads(json.dumps(live))
        for one in answers(asking(user, today), panels, at=timezone.now()):
            assert one.is_fresh
            assert one.panel.is_private or plain(one.content) == live[one.panel.key]


def test_what_json_does_not_know_comes_back_as_plain_values():
    with translation.override("vi"):
        kept = plain(
            Content(
                sentence=translation.gettext_lazy("Dashboard"),
                rows=[[PartialDate.parse("2018-10"), dt.date(2026, 1, 2), None, {"text": "a", "url": "/"}]],
                headlines=(Headline("x", 1.5, before=2),),
            )
        )
    assert kept["sentence"] == "Bảng điều hành"
    assert kept["rows"] == [["10/2018", "2026-01-02", None, {"text": "a", "url": "/"}]]
    assert content_of(json.loads(json.dumps(kept))).headlines[0].before == 2
    with pytest.raises(TypeError):
        plain(Content(rows=[[object()]]))


def test_asked_again_nothing_is_counted(presidium, today):
    with only_panel() as asked_by:
        told(presidium, today)
        assert told(presidium, today) == [("Có 0 đoàn.", True)]
        assert len(asked_by) == 1


def test_what_changed_is_shown_with_its_time_until_it_is_worked_out_anew(presidium, province, today):
    with only_panel(models=(Delegation,)):
        told(presidium, today)
        delegation(province, starts_on=today.isoformat(), state="done")
        assert told(presidium, today) == [("Có 0 đoàn.", False)]
        board_renewal.renew_for(arguments(presidium, today), on=today)
        assert told(presidium, today) == [("Có 1 đoàn.", True)]


def arguments(user, today) -> dict:
    year = asked_year({}, today=today)
    return {
        "user": user.pk, "unit": None, "year_kind": year.kind, "year": year.number, "language": translation.get_language(),
        "panels": ["probe"],
    }  # fmt: skip


def test_what_was_worked_out_while_somebody_wrote_is_not_trusted_later(presidium, today):
    with only_panel():
        with patch.object(stamps, "WRITING", "SELECT"):
            stamps._question.cache_clear()
            told(presidium, today)
        stamps._question.cache_clear()
        assert told(presidium, today) == [("Có 0 đoàn.", False)]


def test_what_was_worked_out_in_quiet_holds_while_somebody_writes(presidium, today):
    with only_panel():
        told(presidium, today)
        with patch.object(stamps, "WRITING", "SELECT"):
            stamps._question.cache_clear()
            assert told(presidium, today) == [("Có 0 đoàn.", True)]
        stamps._question.cache_clear()


def test_the_next_day_everything_is_worked_out_anew(presidium, today):
    with only_panel():
        told(presidium, today)
        tomorrow = today + dt.timedelta(days=1)
        if asked_year({}, today=tomorrow).number == asked_year({}, today=today).number:
            assert told(presidium, tomorrow) == [("Có 0 đoàn.", False)]


def test_the_page_asks_for_one_job_and_swaps_when_it_has_ended(client, presidium, province, today):
    with only_panel(models=(Delegation,)):
        read(client, presidium)
        delegation(province, starts_on=today.isoformat(), state="done")
        text = read(client, presidium)
        assert "đang tính lại" in text
        assert "Có 0 đoàn." in text
        assert 'id="board-state"' in read(client, presidium)
        job = Job.objects.get(kind=board_renewal.ANSWERS)  # one, however often the page was opened
        waiting = read(client, presidium, name="dashboard:board-state", args=[job.pk])
        assert "hx-get" in waiting
        assert perform(job.pk).state == State.DONE
        done = read(client, presidium, name="dashboard:board-state", args=[job.pk])
        assert "Có 1 đoàn." in done
        assert 'hx-swap-oob="true"' in done
        assert "hx-get" not in done
        assert "đang tính lại" not in read(client, presidium)


@pytest.mark.parametrize("times", ["39", "40", "x", "9999999"])
def test_who_waits_too_long_is_told_so(client, presidium, province, today, times):
    with only_panel(models=(Delegation,)):
        read(client, presidium)
        delegation(province, starts_on=today.isoformat(), state="done")
        read(client, presidium)
        job = Job.objects.get(kind=board_renewal.ANSWERS)
        text = read(client, presidium, f"?times={times}", name="dashboard:board-state", args=[job.pk])
        assert ("hx-get" in text) == (times in ("39", "x"))


def test_the_job_of_another_is_not_there(client, presidium, department_head, province, today):
    with only_panel(models=(Delegation,)):
        read(client, presidium)
        delegation(province, starts_on=today.isoformat(), state="done")
        read(client, presidium)
        job = Job.objects.get(kind=board_renewal.ANSWERS)
        client.force_login(department_head, backend="portal.accounts.backends.Backend")
        assert client.get(reverse("dashboard:board-state", args=[job.pk])).status_code == 404


# -- security --


def test_two_persons_of_different_sight_never_share_an_answer(
    officer, other_officer, presidium, province, today
):
    delegation(province, starts_on=today.isoformat(), state="done")
    with only_panel():
        assert told(officer, today) == [("Có 1 đoàn.", True)]
        assert told(other_officer, today) == [("Có 0 đoàn.", True)]
        assert told(presidium, today) == [("Có 1 đoàn.", True)]
    assert len(set(StoredAnswer.objects.values_list("reader", flat=True))) == 3


def test_a_lost_office_leads_to_another_answer(province, other_province, today):
    delegation(province, starts_on=today.isoformat(), state="done")
    user = holder("unit_officer", province)
    role = user.roles.get()
    with only_panel():
        assert told(user, today) == [("Có 1 đoàn.", True)]
        role.unit = other_province
        role.save()
        again = type(user).objects.get(pk=user.pk)
        assert told(again, today) == [("Có 0 đoàn.", True)]


def test_a_record_that_is_shared_leads_to_another_answer(other_officer, province, today):
    record = delegation(province, starts_on=today.isoformat(), state="done")
    with only_panel():
        assert told(other_officer, today) == [("Có 0 đoàn.", True)]
        share(record, with_user=other_officer)
        again = type(other_officer).objects.get(pk=other_officer.pk)
        assert told(again, today) == [("Có 1 đoàn.", True)]


def test_who_lost_the_right_gets_no_answer_from_a_job_that_waited(leader, today):
    with only_panel() as asked_by:
        leader.roles.all().delete()
        assert board_renewal.renew_for(arguments(leader, today), on=today) == 0
        leader.is_active = False
        leader.save()
        assert board_renewal.renew_for(arguments(leader, today), on=today) == 0
    assert not asked_by


def test_a_private_panel_is_asked_each_time_and_written_nowhere(client, presidium, today):
    secret = Content(sentence="Tin cậy giảm.", head=["Tên"], rows=[["Đối tác"]])
    with only_panel(lambda asked: secret, is_private=True) as asked_by:
        for _look in range(2):
            assert "Tin cậy giảm." in read(client, presidium)
        assert "Tin cậy giảm." in read(client, presidium, name="dashboard:panel", args=["probe"])
        assert len(asked_by) == 3
        assert client.get(reverse("dashboard:panel-export", args=["probe"])).status_code == 404
        client.get(reverse("dashboard:board-pdf"))
        board_renewal.prepare(on=today)
        assert len(asked_by) == 3
    assert not StoredAnswer.objects.exists()


# -- the night --


def test_at_night_answers_are_prepared_for_leaders_and_old_ones_thrown_away(
    presidium, department_head, leader, today
):
    with only_panel() as asked_by:
        told(leader, today, at=timezone.now() - dt.timedelta(days=15))
        assert board_renewal.prepare(on=today) == 2
        assert {asked.user for asked in asked_by[1:]} == {presidium, department_head}
        assert forget_old(at=timezone.now()) == 1
        assert StoredAnswer.objects.count() == 2


# -- numbers --


def test_the_page_costs_twelve_queries_at_most(client, presidium, province, today):
    call_command("load_reference", verbosity=0)
    read(client, presidium)
    read(client, presidium)
    with CaptureQueriesContext(connection) as found:
        text = client.get(reverse("dashboard:board")).content.decode()
    assert "hx-trigger" in text
    assert 'id="board-state"' not in text
    assert len(found) <= 12, "\n".join(one["sql"][:150] for one in found.captured_queries)


def test_an_upgrade_forgets_what_an_older_version_worked_out():
    StoredAnswer.objects.create(
        panel="x",
        reader="r",
        year_kind="bao-cao",
        year=2026,
        on=dt.date(2026, 11, 23),
        language="vi",
        content=None,
    )
    forget_answers(using="default")
    assert not StoredAnswer.objects.exists()
