"""The file of contacts: one row is a person in one post; several rows of one person are several posts."""

import copy

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from partners.models import AddressForm, Contact, ContactPost
from partners.services.contacts import is_sole_title, rivals, save_contact, two_holders
from portal.exchange import refusals
from portal.exchange.columns import VALUES, Aside, Column, Title, Units
from portal.exchange.refusals import RowRefusedError
from portal.exchange.registry import Kind, register
from portal.exchange.resource import RecordResource
from portal.exchange.widgets import Code, Country, Day, Text
from portal.text import fold

from .kinds import ID, NOTES, SOURCE
from .matching import PartnerColumn


class OfPost(Column):
    """A column of the post that the row speaks of (`record.spoken`), not of the person."""

    def apply(self, record, value, row) -> None:
        setattr(record.spoken, self.attribute, value)

    def get_value(self, instance):
        return getattr(instance.spoken, self.attribute)


class ContactResource(RecordResource):
    """Persons at partners. A contact without a partner that we know cannot be kept: it is refused.

    The same person, unit and partner is the same contact; the same title, the same post of that contact, unless
    both name a beginning and the two differ.
    """

    model = Contact
    title_column, starts, dated_by = "name", "", ()
    related, many = ("unit", "partner"), ("other_units",)
    columns = (
        ID,
        Units(),
        Aside("country", "Nước", "country", Country(), aliases=("Quốc gia",), hint="Chỉ để nhận ra đối tác", example="Lào"),
        PartnerColumn("partner", "Đối tác", required=True, aliases=("Tổ chức",), example="LFTU"),
        Title("name", "Họ và tên", "name", longest=150, aliases=("Tên", "Họ tên"), example="(họ và tên)"),
        Column("name_written", "Tên viết theo chữ của họ", widget=Text(150)),
        OfPost("position", "Chức vụ", "title", Text(150), example="Trưởng ban Đối ngoại"),
        Column("address_form", "Xưng hô", widget=Code(AddressForm.choices)),
        Column("languages", "Ngôn ngữ", widget=Text(100), example="tiếng Lào, tiếng Anh"),
        Column("telephone", "Điện thoại", widget=Text(40)),
        Column("email", "Thư điện tử", widget=Text(254), aliases=("Email",)),
        OfPost("from", "Từ", "took_up_on", Day(), aliases=("Giữ chức từ",), example="2023"),
        OfPost("to", "Đến", "left_on", Day(), aliases=("Thôi giữ chức",)),
        NOTES,
        SOURCE,
    )  # fmt: skip

    def before_import_row(self, row, **kwargs):
        super().before_import_row(row, **kwargs)
        found = row[VALUES]["partner"]
        if found.unmatched:
            sentence = _now("found “%(found)s”, expected a partner of the register: enter it there first.")
            said = sentence % {"found": found.unmatched[0]}
            raise RowRefusedError(
                [self._refusal(self.fields["partner"], row, refusals.UNKNOWN_PARTNER, said)]
            )

    def nature(self, record):
        return (fold(record.name), record.unit_id, str(record.partner_id or ""))

    def nature_of_row(self, row):
        found, unit = row[VALUES]["partner"], self._lead(row)
        partner = found.matched[0].pk if found.matched else ""
        return (fold(row[VALUES]["name"]), getattr(unit, "pk", None), str(partner))

    def get_instance(self, instance_loader, row):
        record = super().get_instance(instance_loader, row)
        if record is not None:
            record.spoken = self._post_of_row(record, row)
        return record

    def init_instance(self, row=None):
        record = super().init_instance(row)
        record.spoken, record.entered = ContactPost(), []
        return record

    def _post_of_row(self, record, row) -> ContactPost:
        """The post of that title that the contact has already, else a new one."""
        title, begins = fold(row[VALUES].get("position") or ""), row[VALUES].get("from")
        stored = [] if record.pk is None else list(record.posts.all())
        for post in [*stored, *getattr(record, "entered", ())]:
            if fold(post.title) == title and begins in (None, post.took_up_on):
                return copy.copy(post)
            if fold(post.title) == title and post.took_up_on is None:
                return copy.copy(post)
        return ContactPost()

    def settle(self, record, row, *, is_new):
        post = record.spoken
        if not post.title:
            if post.took_up_on or post.left_on:
                sentence = _now("found nothing, expected the post that the days belong to.")
                raise self._refused("position", row, refusals.MISSING, sentence)
            return
        if post.pk is None:
            post.is_sole, post.partner_id = is_sole_title(post.title), record.partner_id
        if post.took_up_on and post.left_on and post.left_on.surely_before(post.took_up_on):
            sentence = _now("found %(found)s, expected %(expected)s or later.")
            values = {"found": post.left_on.display(), "expected": post.took_up_on.display()}
            raise self._refused("to", row, refusals.END_BEFORE_START, sentence % values)
        self._refuse_two_holders(record, post.place(), row)

    def _refuse_two_holders(self, record, post: ContactPost, row) -> None:
        if post.is_sole and post.is_held(on=self.context.on):
            post.contact = record
            for rival in rivals(post, by=self.context.by, on=self.context.on):
                raise self._refused("position", row, refusals.IMPOSSIBLE, two_holders(post, rival))

    def _refused(self, column: str, row, reason: str, sentence: str) -> RowRefusedError:
        return RowRefusedError([self._refusal(self.fields[column], row, reason, sentence)])

    def save_record(self, record, *, by, many):
        post = record.spoken
        stored = [] if record.pk is None else [row for row in record.posts.all() if row.pk != post.pk]
        posts = [*stored, post] if post.title else None
        save_contact(record, by=by, on=self.context.on, posts=posts, many=many)

    def save_instance(self, instance, is_create, row, **kwargs):
        """In a preview the posts of earlier rows are remembered beside those stored."""
        super().save_instance(instance, is_create, row, **kwargs)
        if instance.pk is None:
            instance.entered.append(instance.spoken)


register(Kind("contacts", _("Contacts"), ContactResource, "partners:contact-list", order=20))
