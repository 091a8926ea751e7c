"""The file of officers (annex X): one row is a person of ours in one post, with the languages as they are written."""

import copy

from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.exchange import refusals
from portal.exchange.columns import VALUES, Column, Title, Units
from portal.exchange.refusals import RowRefusedError
from portal.exchange.registry import Kind, register
from portal.exchange.resource import RecordResource
from portal.exchange.widgets import Code, Day, Text
from portal.people.models import Language, LanguageSkill, Post
from portal.people.reading import read_languages
from portal.records.services import save_record
from portal.text import fold, normalise

from .models import Officer

FULL, PART = "full", "part"
DEFAULT_POST = "Cán bộ đối ngoại"


class OfPost(Column):
    """A column of the post that the row speaks of (`record.spoken`); a coarse date is taken at its first or last day."""

    def __init__(self, *args, end: bool = False, **options):
        super().__init__(*args, **options)
        self.end = end

    def apply(self, record, value, row) -> None:
        if isinstance(self.widget, Day):
            value = value.latest if self.end else value.earliest
        setattr(record.spoken, self.attribute, value)

    def get_value(self, instance):
        return getattr(instance.spoken, self.attribute)


class LastDay(Column):
    """A day; of a month or a year its last one."""

    def apply(self, record, value, row) -> None:
        setattr(record, self.attribute, value.latest)


class WorkingTime(Column):
    """Full-time or part-time."""

    def apply(self, record, value, row) -> None:
        record.is_full_time = value == FULL

    def get_value(self, instance):
        return FULL if instance.is_full_time else PART


class Languages(Column):
    """Languages the person is not known to speak are added; what is known stays as it is."""

    def apply(self, record, value, row) -> None:
        known = {skill.language for skill in record.spoken_languages} - {Language.OTHER}
        written = {skill.as_written for skill in record.spoken_languages}
        record.spoken_languages += [
            skill
            for skill in read_languages(value)
            if skill.language not in known and skill.as_written not in written
        ]

    def get_value(self, instance):
        return ", ".join(skill.as_written or str(skill) for skill in instance.spoken_languages)


class OfficerResource(RecordResource):
    """The same name in the same unit is the same person; the same title there, the same post."""

    model = Officer
    title_column, starts, dated_by = "name", "", ()
    related, many = (), ()
    columns = (
        Units(),
        Title("name", "Họ và tên", "name", longest=150, aliases=("Tên", "Họ tên", "Cán bộ"), example="(họ và tên)"),
        OfPost("position", "Chức vụ", "title", Text(150), example=DEFAULT_POST),
        WorkingTime("time", "Chuyên trách / kiêm nhiệm", "is_full_time",
                    Code([(FULL, _("full-time")), (PART, _("part-time"))], also={"kiêm nhiệm": PART}),
                    aliases=("Chế độ làm việc",), example="chuyên trách"),
        Column("specialisation", "Trình độ", widget=Text(200), aliases=("Chuyên ngành",), example="Cử nhân Luật"),
        Languages("languages", "Ngoại ngữ", "spoken_languages", Text(250), example="Tiếng Anh (B2), Tiếng Lào"),
        OfPost("from", "Từ", "valid_from", Day(), aliases=("Giữ chức từ",), example="07/2025"),
        OfPost("to", "Đến", "valid_to", Day(), aliases=("Thôi giữ chức",), end=True),
        LastDay("retires_on", "Nghỉ hưu", widget=Day(), example="12/2035"),
        Column("telephone", "Điện thoại", widget=Text(30)),
        Column("email", "Thư điện tử", widget=Text(254), aliases=("Email",)),
        Column("notes", "Ghi chú", widget=Text()),
    )  # fmt: skip

    def before_import(self, dataset, **kwargs):
        """The people of these names in the units that may be written: one query and its prefetches."""
        names = {normalise(str(name)) for name in dataset["name"]}
        found = Officer.objects.filter(name__in=names)
        if self.context.writable is not None:
            posts = Post.objects.filter(unit_id__in=self.context.writable)
            found = found.filter(Q(pk__in=posts.values("person_id")))
        for record in found.prefetch_related("posts__unit", "skills"):
            self._remember(_ready(record))

    def nature(self, record):
        return (fold(record.name), record.unit_id, "")

    def nature_of_row(self, row):
        return (fold(row[VALUES]["name"]), getattr(self._lead(row), "pk", None), "")

    def get_instance(self, instance_loader, row):
        record = super().get_instance(instance_loader, row)
        if record is not None:
            record.spoken = self._post_of_row(record, row)
        return record

    def init_instance(self, row=None):
        return _ready(Officer())

    @staticmethod
    def _post_of_row(record, row) -> Post:
        """The post of that title in the unit; with no title the one held, else a new one."""
        title = fold(row[VALUES].get("position") or "")
        stored = [] if record.pk is None else list(record.posts.all())
        for post in stored:
            if fold(post.title) == title or (not title and post.unit_id == record.unit_id):
                return copy.copy(post)
        return Post()

    def settle(self, record, row, *, is_new):
        post = record.spoken
        post.title = post.title or DEFAULT_POST
        post.valid_from = post.valid_from or self.context.on
        if post.unit_id is None and record.unit_id:
            post.unit = record.unit
        if post.valid_to and post.valid_to < post.valid_from:
            sentence = _now("found %(found)s, expected %(expected)s or later.")
            values = {"found": f"{post.valid_to:%d/%m/%Y}", "expected": f"{post.valid_from:%d/%m/%Y}"}
            said = sentence % values
            raise RowRefusedError([self._refusal(self.fields["to"], row, refusals.END_BEFORE_START, said)])

    def save_record(self, record, *, by, many):
        save_record(record, by=by)
        record.spoken.person = record
        record.spoken.full_clean()
        record.spoken.save()
        fresh = [skill for skill in record.spoken_languages if skill.pk is None]
        for skill in fresh:
            skill.person = record
        LanguageSkill.objects.bulk_create(fresh)
        record.__dict__.pop("_prefetched_objects_cache", None)
        record.spell().save(update_fields=["search_text", "sort_key"])


def _ready(record: Officer) -> Officer:
    """What the rows ask of a record beside its columns: its post, its languages."""
    record.many, record.as_written, record.spoken = {}, {}, Post()
    record.spoken_languages = list(record.skills.all()) if record.pk else []
    return record


register(Kind("officers", _("Officers"), OfficerResource, "competence:officer-list", order=70))
