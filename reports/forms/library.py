"""Forms of the library: a document, a question, its answer."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.registers.forms import RecordForm, ShortForm
from portal.units.models import Unit, UnitType

from ..models import LibraryItem, Question


class LibraryItemForm(RecordForm):
    """Its files are attached on its page; sending is a step of its own."""

    groups = (
        (_("Document"), ("kind", "title", "number", "issued_on", "authority", "summary")),
        (_("Validity"), ("valid_from", "valid_to", "replaces")),
        (_("To whom, and what they confirm"), ("addressed_types", "addressees", "asks_reading", "asks_doing", "due_on")),
        (_("More"), ("unit", "source_url")),
    )  # fmt: skip

    addressed_types = forms.MultipleChoiceField(
        label=_("to all units of the kinds"), choices=UnitType.choices, required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Neither kinds nor units: to all units that report."),
    )  # fmt: skip

    class Meta:
        model = LibraryItem
        fields = [
            "kind", "title", "number", "issued_on", "authority", "summary", "valid_from", "valid_to", "replaces",
            "addressed_types", "addressees", "asks_reading", "asks_doing", "due_on", "unit", "source_url",
        ]  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        others = LibraryItem.objects.visible_to(self.user).live().exclude(pk=self.instance.pk)
        self.fields["replaces"].queryset = others.order_by("-issued_on", "title")
        living = Unit.objects.as_of(timezone.localdate()).order_by("sort_key")
        self.fields["addressees"].queryset = living
        self.fields["unit"].help_text = _("Who sends it.")
        if not self.instance.pk:
            self.initial.setdefault("unit", living.filter(unit_type=UnitType.CONFEDERATION).first())


class QuestionForm(RecordForm):
    """`item` is filled in on the page of a document."""

    class Meta:
        model = Question
        fields = ["item", "text", "unit"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = LibraryItem.objects.visible_to(self.user).sent().order_by("title")
        self.fields["unit"].label = _("Unit that asks")


class AnswerForm(ShortForm):
    text = forms.CharField(
        label=_("Question"), widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("As it will be read. Take names out before it is shown to all units."),
    )  # fmt: skip
    answer = forms.CharField(label=_("Answer"), widget=forms.Textarea(attrs={"rows": 5}))
    is_shared = forms.BooleanField(
        label=_("shown to all units, without the name of who asked"), required=False
    )
