"""Filters above the library and above the questions."""

import django_filters as filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.registers.filters import RegisterFilter

from ..models import LibraryItem, LibraryKind, Question, Receipt

MINE, UNREAD, OPEN = "mine", "unread", "open"


class LibraryFilter(RegisterFilter):
    """Whether it is in force today, and whose confirmation it waits for."""

    kind = filters.ChoiceFilter(label=_("Kind"), choices=LibraryKind.choices)
    force = filters.ChoiceFilter(
        label=_("In force"), method="in_force",
        choices=[("yes", _("in force")), ("no", _("not in force")), ("draft", _("not sent yet"))],
    )  # fmt: skip
    waits = filters.ChoiceFilter(
        label=_("Confirmation"), method="waits_for",
        choices=[(MINE, _("needs my confirmation")), (UNREAD, _("not read by my unit")), (OPEN, _("not confirmed by all units"))],
    )  # fmt: skip

    class Meta:
        model = LibraryItem
        fields = ["kind"]

    def in_force(self, queryset, name, value):
        if value == "draft":
            return queryset.filter(sent_at=None)
        standing = LibraryItem.objects.in_force(on=timezone.localdate()).values("pk")
        if value == "yes":
            return queryset.filter(pk__in=standing)
        return queryset.exclude(sent_at=None).exclude(pk__in=standing)

    def waits_for(self, queryset, name, value):
        user = self.request.user
        waiting = Receipt.objects.waiting().visible_to(user)
        if value != OPEN:
            waiting = waiting.to_confirm_by(user)
        if value == UNREAD:
            waiting = waiting.unread()
        return queryset.filter(pk__in=waiting.values("item_id"))


class QuestionFilter(RegisterFilter):
    """Not by unit: the choice would tell who asked what is shared without a name."""

    state = filters.ChoiceFilter(
        label=_("State"), method="in_state",
        choices=[("waiting", _("waits for the answer")), ("answered", _("answered")), ("shared", _("shown to all units"))],
    )  # fmt: skip

    class Meta:
        model = Question
        fields: tuple = ()

    def in_state(self, queryset, name, value):
        if value == "waiting":
            return queryset.waiting()
        return queryset.exclude(answer="") if value == "answered" else queryset.filter(is_shared=True)
