"""What the clock starts for the agreements' app."""

from celery.schedules import crontab
from django.conf import settings
from django.utils import timezone, translation

from portal.celery import at_clock

from .services.agreement_years import remind_of_years
from .services.expiry import remind_of_expiry
from .services.grant_reports import open_coming_reports, remind_of_grant_reports
from .services.lifecycle import wake_what_rested
from .services.offers import lapse_offers
from .services.procedure_reminders import remind_of_procedures


@at_clock(crontab(hour=5, minute=20))
def agreements_that_run_out() -> None:
    """Agreements that end soon, until somebody decides what follows; and suspensions that ended by their day."""
    with translation.override(settings.LANGUAGE_CODE):
        wake_what_rested(at=timezone.now())
        remind_of_expiry(on=timezone.localdate())


@at_clock(crontab(hour=5, minute=25))
def reports_on_grants() -> None:
    """Reports that rules ask for: those of the coming year are opened, those due soon or overdue are told."""
    with translation.override(settings.LANGUAGE_CODE):
        on = timezone.localdate()
        open_coming_reports(on=on)
        remind_of_grant_reports(on=on)


@at_clock(crontab(hour=5, minute=25))
def procedures_of_agreements() -> None:
    """Opinions that are overdue, reports after signing, yearly reports on agreements: due and overdue."""
    with translation.override(settings.LANGUAGE_CODE):
        remind_of_procedures(on=timezone.localdate())
        remind_of_years(on=timezone.localdate())


@at_clock(crontab(hour=5, minute=15))
def offers_that_lapse() -> None:
    """Offers of partners whose day has passed and of which nothing was used."""
    with translation.override(settings.LANGUAGE_CODE):
        lapse_offers(on=timezone.localdate())
