"""The demonstration as a newcomer finds it. It is loaded once for all tests here, inside one transaction."""

import datetime as dt
import hashlib
import json
from io import StringIO

import pytest
from django.contrib.auth.hashers import check_password
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from agreements.models import Agreement, AgreementState, Resource
from delegations.demo.made import delegations_of
from delegations.models import Delegation, Event, Member, State
from partners.models import Contact, ContactPost, Position
from portal.access.models import RoleAssignment
from portal.access.roles import ROLES
from portal.accounts.models import User
from portal.audit.models import Entry
from portal.demo.accounts import PASSWORD
from portal.demo.world import AHEAD, World
from portal.people.models import Person
from portal.records.history import history_of
from portal.units.models import Unit
from reports.demo.sheet import Sheet
from reports.figures.gather import gather
from reports.models import Activity, Cycle, Report, ReviewState, Timeliness

ON = dt.date(2026, 11, 22)
RECORDS = (Delegation, Event, Agreement, Resource, Activity, Contact, Position)
# xdist sends all of one group to one worker, so that the data is loaded once
pytestmark = [pytest.mark.xdist_group("demonstration"), pytest.mark.django_db]


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """One transaction around all tests; each of them is a savepoint inside it."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_reference", verbosity=0)
        call_command("load_demo", on=ON, verbosity=0)
        yield
        transaction.set_rollback(True)
    with django_db_blocker.unblock():
        connection.close()


def said_by(row) -> list[str]:
    """What a record says, without keys of other rows and without the clock."""
    left_out = {"updated_at", "created_at", "revision", "search_text"}
    fields = [f for f in row._meta.concrete_fields if not f.is_relation and not f.primary_key]
    values = [str(getattr(row, f.attname)) for f in fields if f.name not in left_out]
    return [*values, row.unit.code]


def digest_of_records() -> str:
    digest = hashlib.sha256()
    for model in RECORDS:
        for row in model._default_manager.select_related("unit").order_by("source_key"):
            digest.update(json.dumps(said_by(row), ensure_ascii=False).encode())
    return digest.hexdigest()


def counts() -> dict[str, int]:
    models = (*RECORDS, Cycle, Report, User, Person, Unit, Entry, RoleAssignment)
    return {model.__name__: model._default_manager.count() for model in models}


def test_loading_twice_changes_nothing_even_on_another_day(loaded):
    before, said = counts(), digest_of_records()
    told = StringIO()
    call_command("load_demo", on=ON + dt.timedelta(days=200), stdout=told)
    assert counts() == before
    assert digest_of_records() == said
    assert "Loaded before for 22/11/2026" in told.getvalue()
    assert "0 rows added" in told.getvalue()


def test_the_same_day_gives_the_same_records(loaded):
    def of(record):
        return [record.title, str(record.starts_on), str(record.ends_on), record.size, record.women, record.place,
                record.state, record.permission_number, record.head_post, record.unit_id]  # fmt: skip

    world = World(ON)
    for code in ("TLD", "LDLD-40", "CDN-GD"):
        made = {row.key: of(row.record) for row in delegations_of(world, world.units[code])}
        kept = Delegation.objects.filter(source_key__startswith=f"demo:delegation:{code}:")
        assert made
        assert {record.source_key: of(record) for record in kept} == made


def test_another_day_gives_other_records(loaded):
    first, second = World(ON), World(ON + dt.timedelta(days=400))
    days = [[str(r.record.starts_on) for r in delegations_of(w, w.units["LDLD-40"])] for w in (first, second)]
    assert days[0] != days[1]


def test_persons_are_named_by_post_alone(loaded):
    posts = (
        "Cán bộ",
        "Chuyên viên",
        "Phó Chủ tịch",
        "Trưởng Ban",
        "Thư ký",
        "Văn thư",
        "Ủy viên",
        "Quản trị",
    )
    abroad = ("Trưởng ban", "Phiên dịch", "Chủ tịch", "Chánh Văn phòng")
    for name in [
        *User.objects.values_list("display_name", flat=True),
        *Person.objects.values_list("name", flat=True),
    ]:
        assert name.startswith(posts)
    assert all(post.contact.name.startswith(post.title) for post in ContactPost.objects.all())
    assert all(name.startswith((*posts, *abroad)) for name in Member.objects.values_list("name", flat=True))
    heads = Delegation.objects.exclude(head_name="").values_list("head_name", flat=True)
    assert all(name.startswith((*posts, *abroad)) for name in heads)
    assert not Position.objects.exclude(holder="").exists()
    assert not Agreement.objects.exclude(our_signatory="", foreign_signatory="").exists()


@pytest.mark.parametrize("model", RECORDS)
def test_what_was_made_is_marked_and_what_is_real_is_not(loaded, model):
    marked = set(model._default_manager.filter(is_demonstration=True).values_list("pk", flat=True))
    made = set(model._default_manager.filter(source_key__startswith="demo:").values_list("pk", flat=True))
    assert marked == made


def test_real_records_are_all_there_with_their_source(loaded):
    real = {model: model._default_manager.filter(is_demonstration=False) for model in RECORDS}
    numbers = {Delegation: 76, Event: 20, Agreement: 19, Resource: 18, Activity: 9, Position: 10, Contact: 0}
    assert {model: rows.count() for model, rows in real.items()} == numbers
    assert real[Delegation].exclude(source_url="").count() > 70
    assert real[Agreement].filter(partners=None).exclude(partners_written="").exists()


def test_every_unit_that_reports_has_records_and_the_border_has_most(loaded):
    world = World(ON)
    numbers = {}
    for unit in world.reporting:
        line = Unit.objects.in_scope_of([unit.pk])
        numbers[unit] = sum(m._default_manager.filter(unit__in=line).count() for m in RECORDS)
    assert all(numbers[unit] >= 8 for unit in numbers if unit.is_border)
    assert all(numbers.values())
    inland = [number for unit, number in numbers.items() if not unit.is_border]
    border = [number for unit, number in numbers.items() if unit.is_border]
    assert sum(border) / len(border) > 2 * sum(inland) / len(inland)


def test_records_lie_with_the_unit_of_their_time(loaded):
    for record in Delegation.objects.filter(is_demonstration=True).select_related("unit"):
        day = (record.ends_on or record.starts_on).earliest
        assert record.unit.is_valid(on=day) or record.unit.succeeded_by.count() == 0, record


def test_a_number_that_nobody_stated_is_missing_not_nought(loaded):
    made = Delegation.objects.filter(is_demonstration=True)
    share = made.filter(size=None).count() / made.count()
    assert 0.12 < share < 0.3


def test_the_calendar_has_guests_of_today_and_of_the_weeks_to_come(loaded):
    made = Delegation.objects.filter(is_demonstration=True)
    assert made.filter(starts_on=ON.isoformat(), state=State.ONGOING).exists()
    coming = made.filter(state=State.PLANNED, placed_from__gt=ON, placed_from__lte=ON + AHEAD)
    assert coming.count() >= 10
    assert not made.filter(state=State.DONE, placed_from__gt=ON).exists()


def test_agreements_run_out_soon_or_have_run_out_and_sums_come_in_several_currencies(loaded):
    states = {agreement.state_on(ON) for agreement in Agreement.objects.filter(is_demonstration=True)}
    assert {
        AgreementState.IN_FORCE,
        AgreementState.EXPIRING,
        AgreementState.EXPIRED,
        AgreementState.PLANNED,
    } <= states
    made = Resource.objects.filter(is_demonstration=True)
    assert made.filter(amount=None).exists()
    sums = made.exclude(amount=None)
    assert sums.values("currency").distinct().count() >= 5
    assert not sums.filter(amount_vnd=None).exists()


def test_cycles_of_the_last_periods_are_in_all_states(loaded):
    assert set(Cycle.objects.filter(kind="").values_list("code", flat=True)) == {"CD-2026-01", "DX-2026-01"}
    periods = Cycle.objects.exclude(kind="").order_by("ends_on")
    assert list(periods.values_list("code", flat=True)) == [
        "2024", "2025-H1", "2025", "2026-H1", "2026-Q3",
    ]  # fmt: skip
    assert not Cycle.objects.filter(is_demonstration=False).exists()
    running = list(Report.objects.filter(cycle__code="2026-Q3").select_related("cycle", "unit"))
    assert {report.state for report in running} == set(ReviewState.values)
    assert {r.timeliness(on=ON)[0] for r in running} >= {Timeliness.ON_TIME, Timeliness.OVERDUE}
    reports = Report.objects.select_related("cycle", "unit")
    assert Timeliness.LATE in {r.timeliness(on=ON)[0] for r in reports.filter(cycle__code="2026-H1")}
    assert reports.filter(nothing_to_report=True, state=ReviewState.ACCEPTED).exists()
    assert reports.filter(times_returned=1, state=ReviewState.ACCEPTED).exists()
    assert reports.filter(cycle__code="2025", state=ReviewState.DRAFT).exists()  # never came


def test_the_units_with_accounts_show_one_state_each(loaded):
    states = dict(Report.objects.filter(cycle__code="2026-Q3").values_list("unit__code", "state"))
    shown = {
        "LDLD-15-2025": "draft",
        "LDLD-44-2025": "returned",
        "LDLD-52-2025": "submitted",
        "LDLD-01": "accepted",
    }
    assert {code: states[code] for code in shown} == shown
    silent = Report.objects.get(cycle__code="2026-Q3", unit__code="CDN-DK")
    assert silent.state == "draft"
    assert silent.started_at is None
    assert silent.timeliness(on=ON)[0] == Timeliness.OVERDUE
    begun = Report.objects.get(cycle__code="2026-Q3", unit__code="LDLD-15-2025")
    assert begun.narratives.exclude(text="").exists()
    assert any(row["proposed"] for row in gather(begun)["figures"] if row["counts_activity"])


@pytest.mark.parametrize("unit", ["LDLD-15-2025", "LDLD-52-2025", "LDLD-42", "LDLD-33-2025", "CDN-DK"])
def test_what_was_gathered_at_once_is_what_a_unit_gathers_alone(loaded, unit):
    report = Report.objects.select_related("cycle", "unit").get(cycle__code="2026-H1", unit__code=unit)
    assert gather(report, registers=Sheet()) == gather(report)


def test_history_and_trail_are_true(loaded):
    record = Delegation.objects.get(source_key="demo:coming:LDLD-15-2025")
    *_later, saved = history_of(record)  # the newest first: its line of the plan was linked since
    assert saved.who == "Cán bộ đối ngoại, LĐLĐ tỉnh Lào Cai"
    entry = Entry.objects.about(record).order_by("at", "pk").first()
    assert (entry.actor, entry.verb, entry.unit_code) == (saved.who, "created", "LDLD-15-2025")
    report = Report.objects.get(cycle__code="2026-Q3", unit__code="LDLD-01")
    verbs = list(Entry.objects.about(report).order_by("at").values_list("verb", flat=True))
    assert verbs == ["submitted", "accepted"]
    assert all(entry.at.date() < ON for entry in Entry.objects.about(report))


def test_each_role_has_an_account_and_five_units_have_officer_and_leader(loaded):
    held = set(RoleAssignment.objects.values_list("role", flat=True))
    assert held == set(ROLES)
    for role in ("unit_officer", "unit_leader"):
        assert RoleAssignment.objects.filter(role=role).values("unit").distinct().count() == 5
    users = User.objects.all()
    assert all(user.is_demonstration and user.email.endswith("@example.com") for user in users)
    assert all(user.telephone.startswith("0900 000 ") for user in users)
    assert check_password(PASSWORD, User.objects.get(username="laocai.canbo").password)


def test_the_accounts_are_printed(loaded):
    told = StringIO()
    call_command("demo_accounts", stdout=told)
    assert "laocai.canbo       Cán bộ đối ngoại, LĐLĐ tỉnh Lào Cai" in told.getvalue()
    assert len(told.getvalue().splitlines()) == 1 + User.objects.count()


@pytest.mark.parametrize("command", ["load_demo", "demo_accounts"])
def test_production_refuses(settings, command):
    settings.DEMONSTRATION = False
    with pytest.raises(CommandError, match="production"):
        call_command(command)
