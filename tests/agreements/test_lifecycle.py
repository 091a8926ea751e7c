"""What can befall an agreement: amended, suspended, ended, and taken back; what hangs on it follows and returns."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from agreements.models import Agreement, LifecycleKind
from agreements.services.amendments import amend, publish, take_back_amendment
from agreements.services.lifecycle import reinstate, resume, suspend, terminate, wake_what_rested
from partners.services.promises import keep_promise
from tests.factories.accounts import holder
from tests.factories.agreements import agreement
from tests.factories.agreements_life import AT, addition, promise
from tests.factories.agreements_life import signed as agreement_signed

pytestmark = pytest.mark.django_db

TODAY = AT.date()
D = dt.date


def sentence(refused, field: str = "") -> str:
    error = refused.value
    return error.message_dict[field][0] if field else " ".join(error.messages)


@pytest.fixture
def signed(province) -> Agreement:
    return agreement_signed(province)


@pytest.fixture
def programme(signed, province) -> Agreement:
    return agreement(
        province, "Chương trình 2026", kind="plan", signed_on="10/01/2026", ends_on="2026", framework=signed
    )


def fresh(record):
    return type(record).objects.get(pk=record.pk)


# -- suspended, resumed --


def test_what_hangs_on_a_suspended_agreement_rests_and_wakes_with_it(signed, programme):
    ours, below = promise(signed), promise(programme, "Gửi kế hoạch")
    kept = keep_promise(promise(signed, "Gửi dự thảo"), by=None, on=D(2026, 3, 1), today=TODAY)
    act = suspend(signed, on=D(2026, 6, 1), reason="Bạn đổi lãnh đạo", by=None, at=AT, programmes=[programme])
    assert fresh(signed).state_on(TODAY) == fresh(programme).state_on(TODAY) == "suspended"
    assert fresh(ours).suspended_on == fresh(below).suspended_on == D(2026, 6, 1)
    assert fresh(kept).suspended_on is None
    assert act.effects == {"promises": [ours.pk], "programmes": [programme.pk]}
    resume(signed, on=D(2026, 6, 15), by=None, at=AT)
    assert fresh(signed).state_on(TODAY) == "in_force"
    assert fresh(signed).suspended_to == D(2026, 6, 14)
    assert fresh(programme).state_on(TODAY) != "suspended"
    assert fresh(ours).suspended_on is fresh(below).suspended_on is None


def test_a_programme_that_is_not_ticked_goes_on(signed, programme):
    below = promise(programme)
    suspend(signed, on=D(2026, 6, 1), reason="Chờ ý kiến", by=None, at=AT)
    assert fresh(programme).suspended_from is None
    assert fresh(below).suspended_on is None


def test_resumed_on_its_first_day_it_was_never_suspended(signed):
    suspend(signed, on=TODAY, reason="Nhầm", by=None, at=AT)
    resume(signed, on=TODAY, by=None, at=AT)
    assert (fresh(signed).suspended_from, fresh(signed).suspended_to) == (None, None)


def test_a_suspension_that_ends_by_its_day_wakes_the_promises_at_night(signed):
    found = promise(signed)
    suspend(signed, on=D(2026, 6, 1), until=D(2026, 6, 20), reason="Theo thỏa thuận", by=None, at=AT)
    assert fresh(found).suspended_on
    assert wake_what_rested(at=dt.datetime(2026, 6, 20, 9, tzinfo=dt.UTC)) == 0
    assert wake_what_rested(at=dt.datetime(2026, 6, 21, 9, tzinfo=dt.UTC)) == 1
    assert fresh(found).suspended_on is None
    assert wake_what_rested(at=dt.datetime(2026, 6, 22, 9, tzinfo=dt.UTC)) == 0


@pytest.mark.parametrize(
    ("values", "field", "found"),
    [
        ({"on": D(2023, 10, 4)}, "on", "04/10/2023"),
        ({"on": D(2026, 6, 16)}, "on", "16/06/2026"),
        ({"on": D(2026, 6, 1), "until": D(2026, 5, 31)}, "until", "31/05/2026"),
        ({"on": D(2026, 6, 1), "reason": " "}, "reason", "Lý do"),
    ],
)
def test_what_cannot_be_suspended_so_is_refused(signed, values, field, found):
    with pytest.raises(ValidationError) as refused:
        suspend(signed, **{"reason": "Chờ ý kiến", "by": None, "at": AT, **values})
    assert found in sentence(refused, field)
    assert "cần" in sentence(refused, field)
    assert not signed.lifecycle_acts.exists()


def test_an_agreement_is_suspended_once_at_a_time(signed):
    suspend(signed, on=D(2026, 6, 1), reason="Chờ ý kiến", by=None, at=AT)
    with pytest.raises(ValidationError) as refused:
        suspend(signed, on=D(2026, 6, 2), reason="Lại chờ", by=None, at=AT)
    assert "01/06/2026" in sentence(refused, "on")


def test_what_expired_is_not_suspended(province):
    old = agreement(province, signed_on="2018", ends_on="2023")
    with pytest.raises(ValidationError) as refused:
        suspend(old, on=D(2024, 1, 2), reason="Chờ", by=None, at=AT)
    assert "31/12/2023" in sentence(refused, "on")


def test_what_is_not_suspended_is_not_resumed(signed):
    with pytest.raises(ValidationError):
        resume(signed, on=TODAY, by=None, at=AT)


# -- terminated, reinstated --


def test_an_ending_gives_up_what_is_open_and_is_taken_back_with_it(signed, programme):
    ours, below = promise(signed), promise(programme)
    settled = promise(signed, "Đã hủy từ trước", dropped_reason="Bạn rút")
    terminate(
        signed, on=TODAY, ended_by="theirs", reason="Bạn giải thể", by=None, at=AT, programmes=[programme]
    )
    assert fresh(signed).state_on(TODAY) == fresh(programme).state_on(TODAY) == "terminated"
    assert "Bạn giải thể" in fresh(ours).dropped_reason
    assert fresh(below).dropped_reason
    reinstate(signed, reason="Ghi nhầm", by=None, at=AT)
    assert fresh(signed).terminated_on is fresh(programme).terminated_on is None
    assert fresh(ours).dropped_reason == fresh(below).dropped_reason == ""
    assert fresh(settled).dropped_reason == "Bạn rút"


def test_a_promise_settled_otherwise_since_stays_so(signed):
    found = promise(signed)
    terminate(signed, on=TODAY, ended_by="both", reason="Hai bên thống nhất", by=None, at=AT)
    type(found).objects.filter(pk=found.pk).update(dropped_reason="Đơn vị rút lại")
    act = reinstate(signed, reason="Ghi nhầm", by=None, at=AT)
    assert fresh(found).dropped_reason == "Đơn vị rút lại"
    assert act.effects["promises"] == []


def test_an_end_ahead_leaves_what_is_due_before_it(signed):
    before, after, endless = (promise(signed, due_on=day) for day in ("2026-07-31", "2026-08-01", None))
    terminate(signed, on=D(2026, 8, 1), ended_by="ours", reason="Không còn nhu cầu", by=None, at=AT)
    assert fresh(before).dropped_reason == ""
    assert fresh(after).dropped_reason
    assert fresh(endless).dropped_reason
    assert fresh(signed).state_on(TODAY) == "in_force"
    assert fresh(signed).state_on(D(2026, 8, 1)) == "terminated"


def test_what_was_suspended_when_it_was_ended_rests_again(signed):
    found = promise(signed)
    suspend(signed, on=D(2026, 6, 1), reason="Chờ ý kiến", by=None, at=AT)
    terminate(signed, on=TODAY, ended_by="ours", reason="Không còn nhu cầu", by=None, at=AT)
    reinstate(signed, reason="Ghi nhầm", by=None, at=AT)
    assert fresh(found).suspended_on == D(2026, 6, 1)
    resume(signed, on=TODAY, by=None, at=AT)
    assert fresh(found).suspended_on is None


@pytest.mark.parametrize(
    ("values", "field", "found"),
    [
        ({"on": D(2023, 10, 4)}, "on", "04/10/2023"),
        ({"on": D(2028, 10, 6)}, "on", "05/10/2028"),
        ({"ended_by": "nobody"}, "ended_by", "nobody"),
        ({"reason": ""}, "reason", "Lý do"),
        ({"reported_on": D(2026, 6, 14)}, "reported_on", "14/06/2026"),
    ],
)
def test_what_cannot_be_ended_so_is_refused(signed, values, field, found):
    given = {"on": TODAY, "ended_by": "ours", "reason": "Không còn nhu cầu", "by": None, "at": AT, **values}
    with pytest.raises(ValidationError) as refused:
        terminate(signed, **given)
    assert found in sentence(refused, field)


def test_it_is_ended_once(signed):
    terminate(signed, on=TODAY, ended_by="ours", reason="Không còn nhu cầu", by=None, at=AT)
    with pytest.raises(ValidationError, match="15/06/2026"):
        terminate(signed, on=TODAY, ended_by="ours", reason="Không còn nhu cầu", by=None, at=AT)


def test_what_was_never_signed_has_no_life(province):
    planned = agreement(province, is_planned=True)
    for verb in (
        lambda: suspend(planned, on=TODAY, reason="Chờ", by=None, at=AT),
        lambda: terminate(planned, on=TODAY, ended_by="ours", reason="Thôi", by=None, at=AT),
        lambda: amend(addition(planned), by=None, at=AT),
        lambda: publish(planned, on=TODAY, by=None, at=AT),
    ):
        with pytest.raises(ValidationError) as refused:
            verb()
        assert "dự kiến ký" in sentence(refused)


def test_who_only_reads_ends_nothing(signed):
    with pytest.raises(PermissionDenied):
        terminate(signed, on=TODAY, ended_by="ours", reason="Thôi", by=holder("inspector"), at=AT)


# -- amended, extended --


def test_amendments_are_numbered_in_turn(signed):
    numbers = [amend(addition(signed), by=None, at=AT).number for _time in range(2)]
    assert numbers == [1, 2]
    with pytest.raises(ValidationError):
        amend(addition(signed, number=2), by=None, at=AT)


def test_an_extension_moves_the_end_and_what_was_decided_of_it_falls_away(signed):
    Agreement.objects.filter(pk=signed.pk).update(expiry_decision="lapse", expiry_reason="Hết nhu cầu")
    extended = amend(addition(signed, kind="extension", new_ends_on="05/10/2031"), by=None, at=AT)
    now = fresh(signed)
    assert (str(now.ends_on), now.term_to, now.expiry_decision) == ("2031-10-05", D(2031, 10, 5), "")
    assert str(extended.previous_ends_on) == "2028-10-05"
    take_back_amendment(extended, reason="Ghi nhầm", by=None, at=AT)
    assert fresh(signed).term_to == D(2028, 10, 5)
    kinds = [act.kind for act in fresh(signed).lifecycle_acts.order_by("pk")]
    assert kinds == [LifecycleKind.EXTENDED, LifecycleKind.AMENDED]


@pytest.mark.parametrize(
    ("values", "field", "found"),
    [
        ({"signed_on": "04/10/2023"}, "signed_on", "04/10/2023"),
        ({"signed_on": "16/06/2026"}, "signed_on", "16/06/2026"),
        ({"kind": "extension"}, "new_ends_on", "cần"),
        ({"kind": "extension", "new_ends_on": "05/10/2028"}, "new_ends_on", "05/10/2028"),
        ({"new_ends_on": "2030"}, "new_ends_on", "2030"),
    ],
)
def test_an_amendment_that_cannot_be_is_refused(signed, values, field, found):
    with pytest.raises(ValidationError) as refused:
        amend(addition(signed, **values), by=None, at=AT)
    assert found in sentence(refused, field)
    assert str(fresh(signed).ends_on) == "2028-10-05"


def test_only_the_last_amendment_is_taken_back(signed):
    first = amend(addition(signed), by=None, at=AT)
    amend(addition(signed), by=None, at=AT)
    with pytest.raises(ValidationError):
        take_back_amendment(first, reason="Ghi nhầm", by=None, at=AT)


def test_publication_or_its_exception(signed):
    with pytest.raises(ValidationError):
        publish(signed, by=None, at=AT)
    with pytest.raises(ValidationError):
        publish(signed, on=TODAY, exception="Nội dung mật thiết", by=None, at=AT)
    publish(signed, exception="Hai bên thống nhất không công bố", by=None, at=AT)
    assert fresh(signed).publication_exception
    publish(signed, on=TODAY, where="Cổng thông tin Công đoàn Việt Nam", by=None, at=AT)
    assert (fresh(signed).published_on, fresh(signed).publication_exception) == (TODAY, "")
