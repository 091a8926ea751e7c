"""Forms of the competence pool."""

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseInlineFormSet, inlineformset_factory
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission
from portal.access.scope import units_for
from portal.people.models import Field, LanguageSkill, Person, Post, Training
from portal.registers.forms import RecordForm, refuse_marks
from portal.ui.refusals import NamedRefusals, NamedRows

from .models import Officer, UnitCapacity


class OfficerForm(RecordForm):
    """A person; posts, languages and courses are rows below."""

    expertise = forms.MultipleChoiceField(
        label=_("Expertise"), choices=Field.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    groups = (
        (
            _("Person"),
            ("name", "is_full_time", "specialisation", "retires_on", "telephone", "email", "notes"),
        ),
        (_("Expertise"), ("expertise",)),
    )

    class Meta:
        model = Officer
        fields = ["name", "is_full_time", "specialisation", "retires_on", "telephone", "email", "notes"]
        labels = {"name": _("Full name")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.editor = self.user  # the rows of posts ask whose units may stand in them
        if self.instance.pk:
            self.initial.setdefault("expertise", [row.field for row in self.instance.expertise.all()])


class _RowForm(NamedRefusals, forms.ModelForm):
    def clean(self):
        return refuse_marks(self, super().clean())


class PostForm(_RowForm):
    """A post in a unit of the editor; those of other units are shown and stay as they are."""

    class Meta:
        model = Post
        fields = ["title", "unit", "valid_from", "valid_to"]

    def __init__(self, *args, editor, **kwargs):
        super().__init__(*args, **kwargs)
        mine = units_for(editor, Permission.RECORD_EDIT)
        self.is_foreign = bool(self.instance.pk) and not mine.filter(pk=self.instance.unit_id).exists()
        if self.is_foreign:
            for field in self.fields.values():
                field.disabled = True
        else:
            self.fields["unit"].queryset = mine.order_by("sort_key")
            if not self.instance.pk and len(first := list(mine.filter(valid_to=None)[:2])) == 1:
                self.initial.setdefault("unit", first[0].pk)


class PostRows(NamedRows, BaseInlineFormSet):
    heading = _("Posts")
    row = _("Post %(number)s")

    def get_form_kwargs(self, index):
        return {**super().get_form_kwargs(index), "editor": self.instance.editor}

    def clean(self):
        super().clean()
        for row in self.deleted_forms:
            if row.is_foreign:
                raise ValidationError(
                    _now("Posts: found a post in %(unit)s marked for removal, expected only posts of your units.")
                    % {"unit": row.instance.unit}
                )  # fmt: skip


class SkillForm(_RowForm):
    class Meta:
        model = LanguageSkill
        fields = ["language", "level", "certificate", "certified_on", "can_interpret", "as_written"]
        labels = {"level": _("Proficiency"), "as_written": _("Which language, or as written")}


class SkillRows(NamedRows, BaseInlineFormSet):
    heading = _("Languages")
    row = _("Language %(number)s")


class TrainingForm(_RowForm):
    class Meta:
        model = Training
        fields = ["title", "starts_on", "ends_on", "organiser"]


class TrainingRows(NamedRows, BaseInlineFormSet):
    heading = _("Training attended")
    row = _("Course %(number)s")


PostFormSet = inlineformset_factory(
    Person, Post, form=PostForm, formset=PostRows, extra=0, min_num=1, validate_min=True
)
SkillFormSet = inlineformset_factory(Person, LanguageSkill, form=SkillForm, formset=SkillRows, extra=1)
TrainingFormSet = inlineformset_factory(Person, Training, form=TrainingForm, formset=TrainingRows, extra=0)


class CapacityForm(RecordForm):
    class Meta:
        model = UnitCapacity
        fields = [
            "unit", "year", "leader_post", "officers_full", "officers_part", "budget_vnd", "equipment", "notes",
        ]  # fmt: skip
        localized_fields = ["budget_vnd"]
