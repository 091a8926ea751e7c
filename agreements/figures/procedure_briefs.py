"""The few facts of a procedure that who decides reads first, for many procedures at once."""

from collections import Counter, defaultdict

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ..models import Opinion, OpinionAnswer, Procedure


def briefs(records: list[Procedure]) -> dict[int, list[tuple]]:
    """(label, value) by the id of the procedure. Three queries for any number of them."""
    if not records:
        return {}
    prefetch_related_objects(records, "agreement__partners")
    answers: dict[int, Counter] = defaultdict(Counter)
    for procedure, answer in Opinion.objects.filter(procedure__in=records).values_list(
        "procedure_id", "answer"
    ):
        answers[procedure][answer] += 1
    return {record.pk: _told(record, answers[record.pk]) for record in records}


def _told(record: Procedure, answers: Counter) -> list[tuple]:
    agreement = record.agreement
    found = [
        (_("Leads to"), str(record.get_purpose_display())),
        (_("Partners"), "; ".join(agreement.partner_labels())),
        (_("Kind of agreement"), str(agreement.get_kind_display())),
        (_("Level of signing"), str(agreement.get_level_display())),
        (_("Term"), agreement.term_label()),
        (_("Opinions"), _counted(answers)),
    ]
    return [(label, value) for label, value in found if value]


def _counted(answers: Counter) -> str:
    """ "3 asked, 2 agree, 1 does not agree"."""
    if not answers:
        return ""
    agree = answers[OpinionAnswer.AGREES] + answers[OpinionAnswer.WITH_COMMENTS]
    return _now("%(asked)s asked, %(agree)s agree, %(against)s do not agree") % {
        "asked": answers.total(), "agree": agree, "against": answers[OpinionAnswer.DISAGREES],
    }  # fmt: skip
