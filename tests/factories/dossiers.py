"""Dossiers at each state, brought there by the services."""

import datetime as dt

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from delegations.models import ActivityReport, Delegation, Member, ProgrammeItem
from delegations.reference.requirements import load_requirements
from delegations.services.dossiers import open_dossier
from delegations.services.programme import save_programme
from delegations.workflow import submit_dossier
from portal.documents.services import attach
from portal.workflow.models import Chain
from portal.workflow.services import approvals
from tests.factories.delegations import delegation
from tests.factories.dossier_money import line
from tests.factories.workflow import chain, inside, outside
from tests.portal.documents.files import PDF

#: Mondays, one after the other: the dossier is opened, submitted, decided; the trip begins a month later.
OPENED = timezone.make_aware(dt.datetime(2026, 3, 2, 9, 0))
SUBMITTED = timezone.make_aware(dt.datetime(2026, 3, 9, 9, 0))
DECIDED = timezone.make_aware(dt.datetime(2026, 3, 16, 9, 0))
BACK = timezone.make_aware(dt.datetime(2026, 4, 20, 9, 0))


def paper(record, kind="invitation", name="thu-moi.pdf", content=PDF):
    """A document of that kind, attached."""
    return attach(record, SimpleUploadedFile(name, content), by=None, kind=kind, no_state_secret=True)


def opened(unit, title="Thăm và làm việc tại Viêng Chăn", **values) -> Delegation:
    """A dossier of a delegation to Laos with nothing but what the register asks for; the parts are loaded."""
    load_requirements()
    values = {"country": "LA", "starts_on": "13/04/2026", "ends_on": "17/04/2026", **values}
    return open_dossier(delegation(unit, title, **values), by=None, at=OPENED)


def complete(unit, **values) -> Delegation:
    """A dossier that may be submitted: plan, content, invitation, two members, programme, budget."""
    members = values.pop("members", None) or [
        Member(name="Trưởng đoàn", role="head", post="Chủ tịch", managing_authority="Ban Thường vụ Tỉnh ủy"),
        Member(name="Phiên dịch", role="interpreter", post="Chuyên viên", managing_authority="LĐLĐ tỉnh"),
    ]
    values = {"planned": "in_plan", "agenda": "Hội đàm về trao đổi đoàn", "funding_source": "union", **values}
    record = opened(unit, members=members, **values)
    paper(record)
    first = record.starts_on.earliest
    save_programme(record, by=None, changed=[ProgrammeItem(day=first, text="Hội đàm", kind="talks")])
    line(record)
    record.refresh_from_db()
    return record


def short_chain(matter="outgoing", **values) -> Chain:
    """The unit's leader proposes, the provincial Party committee decides outside."""
    return chain(
        inside("propose", "own", "unit_leader"), outside("approve", "Thường trực Tỉnh ủy", working_days=10),
        matter=matter, **values,
    )  # fmt: skip


def submitted(record, *, by, at=SUBMITTED):
    """The approval of the record, at its first step."""
    return submit_dossier(record, by=by, at=at)


def approved(record, *, by, leader, number="12-TB/TU") -> Delegation:
    """Submitted, proposed by the leader, decided outside."""
    approval = submitted(record, by=by)
    approvals.agree(approval, by=leader, at=SUBMITTED, step_position=1)
    approvals.record_outside(
        approval, by=by, at=DECIDED, step_position=2, number=number, dated=dt.date(2026, 3, 13),
        authority="Thường trực Tỉnh ủy",
    )  # fmt: skip
    record.refresh_from_db()
    return record


def reported(record, at=BACK) -> ActivityReport:
    """The report after the trip, handed in."""
    report = ActivityReport(stage="submitted", summary="Đoàn đã làm việc.", submitted_at=at)
    report.activity = record
    report.save()
    return report
