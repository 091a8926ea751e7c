"""Procedures of agreements: the tab, the place in the sidebar, what waits on the home page."""

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.access.permissions import Permission
from portal.access.scope import has, units_for
from portal.dashboard.registry import Item, Kind, Reader, waiting
from portal.ui import navigation

from ..models import Procedure
from .tabs import tab

tab("procedure", _("Procedure"), "agreements:agreement-procedure", order=10)
tab("papers", _("Submissions and letters"), "agreements:agreement-papers", order=60)


def _reads(user) -> bool:
    return has(user, Permission.RECORD_VIEW)


for _label, _url, _icon, _order in (
    (_("Procedures of agreements"), "agreements:procedure-list", "git-branch", 41),
    (_("Yearly reports on agreements"), "agreements:agreementyear-list", "calendar-check", 42),
):
    navigation.register(
        navigation.Entry(navigation.Group.WORK, _label, _url, _icon, order=_order, visible=_reads)
    )
for _label, _url, _order in (
    (_("Stages of procedures"), "agreements:stage-list", 63),
    (_("Parts of an agreement's dossier"), "agreements:part-list", 64),
    (_("Parts of a grant's dossier"), "agreements:grantpart-list", 66),
):
    navigation.register(navigation.Entry(navigation.Group.LOOK_UP, _label, _url, "list-checks", order=_order))


def _mine(user):
    return Procedure.objects.visible_to(user).filter(unit__in=units_for(user, Permission.RECORD_EDIT))


@waiting(
    order=26,
    permission=Permission.RECORD_EDIT,
    kind=Kind.AGREEMENT,
    why=_("The unit that you write for signed it."),
)
def reports_on_signing(reader: Reader) -> list[Item]:
    """What was signed, changed or ended in the reader's units and has not been reported, the earliest due first."""
    rows = (
        _mine(reader.user)
        .to_report()
        .with_report_due()
        .select_related("agreement")
        .order_by("report_due", "pk")
    )
    return [
        Item(
            _now("Report on: %(procedure)s") % {"procedure": row}, row.get_absolute_url(), _now("Report"),
            due_on=row.report_due, icon="file-check",
            tone="bad" if row.report_due and row.report_due < reader.today else "wait",
            reason=_now("The report and a copy go out within the days of the law after the signing."),
        )
        for row in rows[: reader.most]
    ]  # fmt: skip


@waiting(
    order=27,
    permission=Permission.RECORD_EDIT,
    kind=Kind.AGREEMENT,
    why=_("The unit that you write for asked for them."),
)
def opinions_overdue(reader: Reader) -> Item | None:
    count = _mine(reader.user).awaiting_opinions(on=reader.today).count()
    if not count:
        return None
    label = ngettext(
        "%(count)s procedure of an agreement waits for opinions that are overdue",
        "%(count)s procedures of agreements wait for opinions that are overdue", count,
    )  # fmt: skip
    url = f"{reverse('agreements:procedure-list')}?waits=opinions"
    reason = _now("Write down the answers that came, ask again, or note that nobody answered in time.")
    return Item.of_many(label, count, url, _now("Open"), reason=reason, icon="mail", tone="bad")
