"""Contacts and counterparts on a partner's page and on the home page of the department."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.access.permissions import Permission
from portal.access.scope import has
from portal.dashboard.registry import Item, Kind, Reader, waiting
from portal.registers.panels import Panel, panel
from portal.ui import navigation
from portal.ui.worded import RowsOf

from ..figures.contacts import to_clean
from ..models import Contact, Counterpart

SHOWN = 60  # a partner has a few dozen contacts at most; more are behind "All"


@panel("partners.partner", order=20)
def contacts(partner, user):
    """Persons we know there, as far as the reader may see them: today's leaders first, the former folded."""

    def known(pk):
        return Contact.objects.visible_to(user).live().filter(partner=pk).prefetch_related("posts__partner")

    found = RowsOf((contacts, user.standing), known, partner.pk)[:SHOWN]
    if not found:
        return None
    today = timezone.localdate()
    gone = [contact for contact in found if contact.posts.all() and not contact.posts_held(on=today)]
    here = sorted((one for one in found if one not in gone), key=lambda one: _rank(one, today))
    return Panel(
        _("Contacts"), [_line(one, today) for one in here], count=len(here),
        more_url=f"{reverse('partners:contact-list')}?{urlencode({'partner': partner.pk})}",
        template="partners/contacts/_panel.html", context={"former": [_line(one, today) for one in gone]},
    )  # fmt: skip


def _rank(contact, today) -> tuple:
    """Who holds a post alone leads the organisation; then who holds any; then the rest, by name."""
    held = contact.posts_held(on=today)
    return (not any(post.is_sole for post in held), not held, contact.sort_key)


def _line(contact, today) -> dict:
    post = next(iter(contact.posts_held(on=today) or contact.posts.all()), None)
    small = " · ".join(filter(None, [post.title, post.time_label()])) if post else ""
    return {"text": contact.name, "small": small, "url": contact.get_absolute_url()}


@panel("partners.partner", order=25)
def counterparts(partner, user):
    """Who of ours deals with whom there, twins across the border first."""

    def running(pk):
        rows = Counterpart.objects.visible_to(user).live().running(on=timezone.localdate())
        return rows.filter(partner=pk).select_related("unit", "partner")

    rows = RowsOf((counterparts, user.standing), running, partner.pk)[:]
    found = sorted(rows, key=lambda row: row.kind != "twin_border")
    if not found:
        return None
    lines = [
        {
            "text": str(row),
            "small": " · ".join(filter(None, [row.get_kind_display(), row.since_label])),
            "url": row.get_absolute_url(),
        }
        for row in found
    ]
    return Panel(_("Counterparts"), lines, count=len(lines))


@waiting(
    order=65, permission=Permission.PARTNER_EDIT, kind=Kind.DATA, why=_("The department keeps the contacts.")
)
def personal_data_to_remove(reader: Reader) -> Item | None:
    """Data of former contacts that is kept longer than the rule allows; the page behind it lists the same."""
    count = to_clean(reader.user, on=reader.today).order_by().count()
    if not count:
        return None
    label = ngettext(
        "Personal data of %(count)s former contact", "Personal data of %(count)s former contacts", count
    )
    return Item.of_many(label, count, reverse("partners:contacts-to-clean"), _now("Look through"),
        reason=_now("Kept longer than the rule allows: remove telephone, mail and notes."), icon="user")  # fmt: skip


def _reads(user) -> bool:
    return has(user, Permission.RECORD_VIEW)


navigation.register(
    navigation.Entry(
        navigation.Group.PARTNERS,
        _("Border twinning"),
        "partners:twins",
        "git-merge",
        order=37,
        visible=_reads,
    )
)
