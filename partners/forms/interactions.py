"""Forms of talks with their attendees and promises."""

from collections.abc import Iterable

from django import forms
from django.db.models import Q
from django.forms import BaseInlineFormSet, inlineformset_factory
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.access.scope import visible
from portal.people.models import Person
from portal.registers.forms import RecordForm, refuse_marks
from portal.ui.controls import RemoteSelect, RemoteSelectMultiple
from portal.ui.refusals import NamedRefusals, NamedRows

from ..models import Attendee, Contact, Interaction, NextStep, Partner, Side
from ..services.promises import save_step, which_partner

PARTNERS = reverse_lazy("partners:partner-choices")
PEOPLE = reverse_lazy("partners:people-choices")
ATTENDEES = reverse_lazy("partners:attendee-choices")
PERSON, CONTACT = "person", "contact"


def remote(field: forms.ModelChoiceField, widget: forms.Select, queryset) -> None:
    """Let a field ask for its choices while one types; only `queryset` is accepted."""
    field.queryset = queryset
    field.widget = widget
    widget.choices = field.choices


class InteractionForm(RecordForm):
    groups = (
        (_("General"), ("unit", "kind", "title", "partners", "starts_on", "ends_on", "flow", "level", "mode", "place")),
        (_("Note"), ("they_asked", "promised", "outcome")),
        (_("More"), ("other_units", "notes", "source_url")),
    )  # fmt: skip

    class Meta:
        model = Interaction
        fields = [
            "unit", "kind", "title", "partners", "starts_on", "ends_on", "flow", "level", "mode", "place",
            "they_asked", "promised", "outcome", "other_units", "notes", "source_url",
        ]  # fmt: skip
        help_texts = {"promised": _("In words; promises with a day and an owner stand as rows below.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        remote(self.fields["partners"], RemoteSelectMultiple(PARTNERS), partners_for(self.instance))


def partners_for(record):
    """Living partners, and those archived since that an old record has."""
    partners = Partner.objects.live()
    return (partners | record.partners.all()).distinct() if record.pk else partners


def owners_for(user, step: NextStep):
    """People the user sees, and who looks after the promise already: saving takes nobody off unseen."""
    return Person.objects.filter(Q(pk__in=visible(Person, user).values("pk")) | Q(pk=step.owner_id))


class RowForm(NamedRefusals, forms.ModelForm):
    """One row below a talk; `user` is who fills it in."""

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean(self):
        return refuse_marks(self, super().clean())


class AttendeeForm(RowForm):
    """Somebody of the registers, or a name; either way name, post and organisation are kept as of that day."""

    who = forms.CharField(label=_("From the registers"), required=False, widget=RemoteSelect(ATTENDEES))
    field_order = ["who", "side", "name", "post", "organisation"]

    class Meta:
        model = Attendee
        fields = ["side", "name", "post", "organisation"]

    def __init__(self, *args, talk=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.talk = talk
        self.fields["side"].required = self.fields["name"].required = False
        key = self.instance.contact_id or self.instance.person_id
        if key:
            kind = CONTACT if self.instance.contact_id else PERSON
            self.initial["who"] = f"{kind}:{key:d}"
        self._offer_chosen()

    def _offer_chosen(self) -> None:
        """The select draws the chosen one alone, by the name on the row; after a refusal by that of the register."""
        value = self["who"].value() or ""
        name = self.instance.name
        if value and value != self.initial.get("who"):
            found = self._found(value)
            name = found.name if found else ""
        self.fields["who"].widget.choices = [(value, name)] if value else []

    def _found(self, value: str) -> Person | Contact | None:
        """The person or contact that the reader may see under this key."""
        kind, _colon, key = value.partition(":")
        model = {PERSON: Person, CONTACT: Contact}.get(kind)
        if model is None or not key.isdecimal():
            return None
        rows = visible(model, self.user).prefetch_related(
            "posts__unit" if model is Person else "posts__partner"
        )
        return rows.filter(pk=key).first()

    def clean_who(self):
        value = self.cleaned_data["who"]
        if not value or value == self.initial.get("who"):
            return None
        found = self._found(value)
        if found is None:
            raise forms.ValidationError(
                _now("From the registers: found %(found)s, expected somebody of the list.") % {"found": value}
            )
        return found

    def clean(self):
        cleaned = super().clean()
        if found := cleaned.get("who"):
            self._take_over(found, cleaned)
        elif "who" in self.changed_data and not self["who"].value():
            self.instance.person = self.instance.contact = None
        for name in ("side", "name"):
            if not cleaned.get(name) and name not in self.errors and "who" not in self.errors:
                self.add_error(
                    name, forms.ValidationError(self.fields[name].error_messages["required"], "required")
                )
        return cleaned

    def _take_over(self, found: Person | Contact, cleaned: dict) -> None:
        """Name, post and organisation of the day of the talk; what was typed in this row stays."""
        is_ours = isinstance(found, Person)
        self.instance.person, self.instance.contact = (found, None) if is_ours else (None, found)
        cleaned["side"] = Side.OURS if is_ours else Side.THEIRS
        begins = self.talk.starts_on if self.talk else None
        day = begins.latest if begins else timezone.localdate()
        for name, value in snapshot(found, on=day).items():
            if not cleaned.get(name) or name not in self.changed_data:
                cleaned[name] = value


def snapshot(found: Person | Contact, *, on) -> dict[str, str]:
    """{"name", "post", "organisation"} as of a day, cut to what the row holds."""
    if isinstance(found, Person):
        posts = found.posts_on(on)
        organisation = posts[0].unit.name if posts else ""
        titles = "; ".join(post.title for post in posts)
    else:
        titles, organisation = found.title_on(on), found.partner.name_vi
    return {"name": found.name[:150], "post": titles[:200], "organisation": organisation[:250]}


class StepRowForm(RowForm):
    """A promise agreed at the talk: it becomes a row of the register of promises.

    `partners` are those of the talk, as stored or as sent with it; a promise is one of theirs.
    """

    class Meta:
        model = NextStep
        fields = ["partner", "whose", "text", "owner", "due_on"]
        labels = {"due_on": _("By")}
        help_texts = {
            "partner": _("Only where the talk has several partners: with which of them it was agreed.")
        }

    def __init__(self, *args, partners: list[Partner] | None, **kwargs):
        super().__init__(*args, **kwargs)
        self.partners = partners or []
        offered = Partner.objects.filter(
            pk__in=[self.instance.partner_id, *(one.pk for one in self.partners)]
        )
        self.fields["partner"].required = False
        if partners is None:
            remote(self.fields["partner"], RemoteSelect(PARTNERS), Partner.objects.live())
        else:
            self.fields["partner"].queryset = offered
        remote(self.fields["owner"], RemoteSelect(PEOPLE), owners_for(self.user, self.instance))

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("partner") is None and "partner" not in self.errors:
            if len(self.partners) == 1:
                cleaned["partner"] = self.partners[0]
            elif self.partners:
                self.add_error("partner", which_partner(self.partners))
        return cleaned


class AttendeeRows(NamedRows, BaseInlineFormSet):
    heading = _("Who was there")
    row = _("Attendee %(number)s")
    asks_user = True

    def get_form_kwargs(self, index):
        return {**super().get_form_kwargs(index), "talk": self.instance}


class StepRows(NamedRows, BaseInlineFormSet):
    """Promises are settled in their own register, so no row is taken out here."""

    heading = _("What was promised, next steps")
    row = _("Promise %(number)s")
    asks_user = True

    def get_form_kwargs(self, index):
        return {**super().get_form_kwargs(index), "partners": self._partners_of_the_talk()}

    def _partners_of_the_talk(self) -> list[Partner] | None:
        """As sent with these rows, else as stored; None for a new talk, of which nobody knows them yet."""
        if not hasattr(self, "_partners"):
            keys = [key for key in self.data.getlist("partners") if key.isdecimal()] if self.is_bound else []
            if self.is_bound:
                self._partners = list(Partner.objects.filter(pk__in=keys)) if keys else []
            else:
                self._partners = list(self.instance.partners.all()) if self.instance.pk else None
        return self._partners

    def get_queryset(self):
        if not hasattr(self, "_open"):
            rows = super().get_queryset().visible_to(self.form_kwargs["user"])
            self._open = rows.open().order_by("due_on", "pk")
        return self._open

    def save(self, commit=True) -> Iterable[NextStep]:
        """Each row through its service: with its trail, for who may write for the unit."""
        saved = []
        for form in self.forms:
            if form.has_changed():
                form.instance.interaction = self.instance
                saved.append(save_step(form.instance, by=self.form_kwargs["user"]))
        return saved


AttendeeFormSet = inlineformset_factory(
    Interaction, Attendee, form=AttendeeForm, formset=AttendeeRows, extra=0
)
StepFormSet = inlineformset_factory(
    Interaction, NextStep, form=StepRowForm, formset=StepRows, extra=0, can_delete=False
)
