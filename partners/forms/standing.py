"""Forms of our standing in international bodies."""

from django import forms
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.access.scope import visible
from portal.competence.filters import YEARS_TO_STAND
from portal.deadlines import rules
from portal.money.forms import AmountField
from portal.people.models import Person
from portal.registers.forms import RecordForm
from portal.text.fields import PartialDateFormField
from portal.ui.refusals import NamedRefusals

from ..models import Candidacy, Initiative, Obligation, Partner, Position
from ..reference import INTERNATIONAL

MORE = (_("More"), ("other_units", "notes", "source_url"))


def bodies():
    """Partners that are international bodies by their kind, or of which we hold something."""
    return Partner.objects.live().filter(
        Q(partner_type__in=INTERNATIONAL)
        | Q(pk__in=Position.objects.filter(partner__isnull=False).values("partner_id"))
    )


class MembershipField(forms.ModelChoiceField):
    """A membership, named by body and by the unit that is the member."""

    def label_from_instance(self, position):
        return f"{position.organisation_label} – {position.unit.short_name}"


class CandidateField(forms.ModelChoiceField):
    """Somebody of the pool with the languages; who can stand (language, years before retirement) comes first."""

    def label_from_instance(self, person):
        able = _("can stand") if person.is_able else ""
        return " – ".join(filter(None, [person.name, ", ".join(map(str, person.skills.all())), str(able)]))


def pool(user, *, chosen: int | None, on):
    """The people the user sees, and who was chosen before; `is_able` says who can stand on that day."""
    able = Person.objects.able_to_stand(on, rules.number(YEARS_TO_STAND, on) or 0)
    seen = Q(pk__in=visible(Person, user).live().values("pk")) | Q(pk=chosen)
    rows = Person.objects.filter(seen).annotate(is_able=Exists(able.filter(pk=OuterRef("pk"))))
    return rows.order_by("-is_able", "sort_key").prefetch_related("skills")


class BodyForm(RecordForm):
    """A form with a body among its fields; the one that a record has stays offered."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        offered = bodies()
        if self.instance.partner_id:
            offered = offered | Partner.objects.filter(pk=self.instance.partner_id)
        self.fields["partner"].queryset = offered.distinct()


class PositionForm(RecordForm):
    groups = (
        (_("General"), ("unit", "kind", "partner", "title", "holder", "holder_post")),
        (_("Term of office"), ("starts_on", "ends_on", "outcome", "successors")),
        (_("More"), ("notes", "source_url")),
    )

    class Meta:
        model = Position
        fields = [
            "unit", "kind", "partner", "title", "holder", "holder_post", "starts_on", "ends_on", "outcome",
            "successors", "notes", "source_url",
        ]  # fmt: skip
        help_texts = {"ends_on": _("A year is enough: 2028 means until 31/12/2028.")}


class ObligationForm(BodyForm):
    groups = (
        (_("General"), ("unit", "partner", "membership", "kind", "title", "year", "due_on", "is_yearly")),
        (_("Money"), ("amount", "currency", "amount_paid")),
        (_("How it was done"), ("done_on", "evidence")),
        MORE,
    )

    membership = MembershipField(
        label=_("Membership"),
        queryset=Position.objects.live().memberships().select_related("partner", "unit"),
        required=False,
        help_text=_("The obligation is opened each year as long as this membership lasts."),
    )
    amount = AmountField(label=_("Amount due"), required=False)
    amount_paid = AmountField(
        label=_("Paid so far"),
        required=False,
        help_text=_("Part of the dues may be paid first: leave the day on which it was done empty then."),
    )

    class Meta:
        model = Obligation
        fields = [
            "unit", "partner", "membership", "kind", "title", "year", "due_on", "is_yearly", "amount", "currency",
            "amount_paid", "done_on", "evidence", "other_units", "notes", "source_url",
        ]  # fmt: skip
        help_texts = {
            "done_on": _("The day of payment, of sending, of attending."),
            "evidence": _("Number of the transfer, of the letter, of the decision."),
        }


class CandidacyForm(BodyForm):
    groups = (
        (_("The seat"), ("unit", "partner", "seat", "replaces", "rules", "nominate_by", "election_on")),
        (_("Candidate"), ("candidate",)),
        MORE,
    )

    class Meta:
        model = Candidacy
        fields = [
            "unit", "partner", "seat", "replaces", "rules", "nominate_by", "election_on", "candidate",
            "other_units", "notes", "source_url",
        ]  # fmt: skip
        field_classes = {"candidate": CandidateField}
        help_texts = {
            "candidate": _("From the pool; name, post and unit of today are kept with the candidacy."),
            "rules": _("Who nominates, until when, who elects, for how long."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["candidate"].queryset = pool(
            self.user, chosen=self.instance.candidate_id, on=timezone.localdate()
        )
        self.fields["replaces"].queryset = Position.objects.visible_to(self.user).live().mandates()


class InitiativeForm(BodyForm):
    groups = (
        (_("General"), ("unit", "partner", "kind", "title", "forum", "starts_on", "ends_on")),
        (_("Content"), ("content_theme", "topic", "outcome")),
        MORE,
    )

    class Meta:
        model = Initiative
        fields = [
            "unit", "partner", "kind", "title", "forum", "starts_on", "ends_on", "content_theme", "topic",
            "outcome", "other_units", "notes", "source_url",
        ]  # fmt: skip


class ElectedForm(NamedRefusals, forms.Form):
    """What an election brought: the seat is entered among our positions with this term."""

    result = forms.CharField(label=_("Result"), max_length=200, help_text=_("For example: 92 of 110 votes."))
    starts_on = PartialDateFormField(label=_("Beginning of the term"))
    ends_on = PartialDateFormField(label=_("End of the term"))


class ResultForm(NamedRefusals, forms.Form):
    result = forms.CharField(label=_("Result"), max_length=250)


class ReasonForm(NamedRefusals, forms.Form):
    result = forms.CharField(label=_("Reason"), max_length=250)
