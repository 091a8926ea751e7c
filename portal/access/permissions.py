"""What may be done, as one list an auditor can read."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Permission(models.TextChoices):
    """A permission is held on a unit and reaches all below it, unless it says otherwise."""

    RECORD_VIEW = "record.view", _("read the unit's records")
    RECORD_EDIT = "record.edit", _("enter, change and archive the unit's records")
    RECORD_IMPORT = "record.import", _("import records from files")
    PARTNER_EDIT = "partner.edit", _("change partners, contacts and international positions")
    ASSESSMENT_READ = "assessment.read", _("read assessments of partners, where a decision allows them")
    ASSESSMENT_RULE = "assessment.rule", _("record the decision that allows assessments")
    REPORT_VIEW = "report.view", _("read the unit's reports")
    REPORT_WRITE = "report.write", _("write the unit's report")
    REPORT_SUBMIT = "report.submit", _("submit the unit's report as its leader")
    REPORT_SUBMIT_SIGNED = "report.submit_signed", _("submit the unit's report with its signed copy")
    REPORT_REVIEW = "report.review", _("accept, return and reopen reports")
    CYCLE_MANAGE = "cycle.manage", _("open, extend and cancel reporting cycles")
    CHASE = "report.chase", _("chase units that are late")
    CONSOLIDATE = "report.consolidate", _("build and issue the consolidated report")
    PUT = "report.put", _("put the consolidated report to the Presidium")
    DECIDE = "decision.make", _("decide what is put to the Presidium")
    EXEMPT = "approval.exempt", _("allow an exception from the separation of duties")
    NUMBER = "document.number", _("give numbers and dates to papers")
    DECISION_RECORD = "decision.record", _("record a leader's decision written by hand")
    LEADERSHIP = "leadership.view", _("see the leaders' overview")
    AUDIT_READ = "audit.read", _("read the audit trail")
    PEOPLE_MANAGE = "people.manage", _("manage people, accounts and roles")
    UNITS_MANAGE = "units.manage", _("manage units")
    RULES_MANAGE = "rules.manage", _("manage rules, holidays, periods and recipients")
