"""What the form of a record no longer asks for: the budget and the report in the portal say it."""

from django.utils.translation import gettext_lazy as _

from ..models import ReportStage

FROM_BUDGET, FROM_REPORT = ("cost", "funding_source"), ("result", "report_submitted_on")


def lock_what_follows(form) -> None:
    """Fields that follow from rows of the dossier are shown and not taken; what is typed there is ignored."""
    record = form.instance
    if not record.pk:
        return
    if record.budgetline_rows.exists():
        _lock(form, FROM_BUDGET, _("Follows from the lines of the budget."))
    if record.activityreport_rows.filter(stage=ReportStage.SUBMITTED).exists():
        _lock(form, FROM_REPORT, _("Follows from the report that was handed in."))


def _lock(form, names, why) -> None:
    for name in names:
        if name in form.fields:
            form.fields[name].disabled = True
            form.fields[name].help_text = why
