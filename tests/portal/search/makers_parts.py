"""What stands below records, or beside them: one row of each kind, of one unit, saying `word`."""

import datetime as dt

from agreements.models import AgreementText, AgreementYear, GrantReport
from agreements.services.agreement_years import save_year
from delegations.models import ActivityReport, Decision, Delegation, Member
from partners.models import MessageTemplate
from portal.records.services import save_record
from reports.models import Cycle, PresidiumDecision, Progress, Remedy
from reports.services.coordination import add_result
from tests.factories.agreements import agreement, resource
from tests.factories.agreements_life import addition
from tests.factories.delegations import delegation, event
from tests.factories.dossier_money import point
from tests.factories.participants import participant
from tests.factories.plans import plan
from tests.factories.procedures import ask, opened
from tests.factories.reports import cycle, put_paper
from tests.factories.resolution import assignment
from tests.factories.work import coordination, inspection

DAY = dt.date(2026, 7, 1)


def member(of: Delegation, name: str, **values) -> Member:
    return Member.objects.create(delegation=of, name=name, **values)


def _amendment(unit, word):
    found = addition(agreement(unit), number=1, content=word)
    found.save()
    return found


def _cycle(unit, word):
    found = cycle()
    Cycle.objects.filter(pk=found.pk).update(title=word)
    return found


def _opinion(unit, word):
    found = ask(opened(unit))
    found.content = word
    found.save(update_fields=["content"])
    return found


def _decided(unit, word):
    found = put_paper()
    values = {
        "outcome": "agreed_with_remarks",
        "remark": word,
        "way": "portal",
        "in_name_of": "Đoàn Chủ tịch",
    }
    PresidiumDecision.objects.filter(pk=found.pk).update(**values, decided_at=found.put_at)
    return found


PARTS = {
    "members": lambda unit, word: member(delegation(unit), word),
    "participants": lambda unit, word: participant(event(unit), word, side="ours"),
    "decisions": lambda unit, word: Decision.objects.create(
        delegation=delegation(unit), number=word, decided_on=DAY, authority="Thường trực"
    ),
    "programmes": lambda unit, word: point(delegation(unit), text=word),
    "reports-after": lambda unit, word: ActivityReport.objects.create(delegation=delegation(unit), summary=word),
    "annual-plans": lambda unit, word: plan(unit, notes=word),
    "agreement-texts": lambda unit, word: AgreementText.objects.create(
        agreement=agreement(unit), version=1, language="vi", body=word
    ),
    "amendments": _amendment,
    "grant-reports": lambda unit, word: GrantReport.objects.create(
        resource=resource(unit), rule_code="own", title="Báo cáo", due_on=DAY, progress=word
    ),
    "opinions": _opinion,
    "agreement-years": lambda unit, word: save_year(AgreementYear(unit=unit, year=2026, assessment=word), by=None),
    "letter-templates": lambda unit, word: save_record(
        MessageTemplate(kind="thanks", language="en", subject=word, body="…"), by=None
    ),
    "cycles": _cycle,
    "presidium": _decided,
    "progress": lambda unit, word: Progress.objects.create(assignment=assignment(unit), on=DAY, text=word),
    "remedies": lambda unit, word: Remedy.objects.create(inspection=inspection(unit, unit), text=word),
    "coordination-results": lambda unit, word: add_result(
        coordination(unit), on=DAY, text=word, today=DAY, by=None
    ),
}  # fmt: skip
