"""The few facts of a dossier that who decides reads first, for many dossiers at once."""

from django.db.models import Count, Sum, prefetch_related_objects
from django.utils.translation import gettext_lazy as _

from portal.ui.formats import money_vi

from ..models import BudgetLine, Delegation, Event, Member, MemberRole


def briefs(records: list[Delegation] | list[Event]) -> dict[int, list[tuple]]:
    """(label, value) by the id of the record; two or three queries for any number of records of one model."""
    if not records:
        return {}
    field = "event" if isinstance(records[0], Event) else "delegation"
    sums = (
        BudgetLine.objects.filter(**{f"{field}__in": records}).order_by().values(f"{field}_id")
        .annotate(total=Sum("estimate_vnd"))
    )  # fmt: skip
    money = {row[f"{field}_id"]: row["total"] for row in sums}
    of_people = {} if field == "event" else _people(records)
    if field == "delegation":
        prefetch_related_objects(records, "legs")  # the countries of a journey are those of its legs
    return {
        record.pk: _told(record, money.get(record.pk, record.cost), of_people.get(record.pk))
        for record in records
    }


def _told(record: Delegation | Event, cost: int | None, people: tuple[int, str] | None) -> list[tuple]:
    where = ", ".join(filter(None, [record.country_label, record.place]))
    found = [(_("Time"), record.time_label), (_("Place"), where)]
    if isinstance(record, Event):
        found.append((_("Participants"), str(record.participants_total or "")))
    elif people or record.size:
        persons, head = people or (record.size, record.head_post)
        found += [(_("Persons"), str(persons)), (_("Head of delegation"), head)]
    found.append((_("Annual plan"), str(record.get_planned_display())))
    found.append((_("Estimate"), money_vi(cost) if cost is not None else ""))
    return [(label, value) for label, value in found if value]


def _people(records: list[Delegation]) -> dict[int, tuple[int, str]]:
    """Number of members and post of the head; no names, which are not for everybody who decides."""
    rows = Member.objects.filter(delegation__in=records)
    heads = dict(rows.filter(role=MemberRole.HEAD).order_by("-pk").values_list("delegation_id", "post"))
    found = rows.order_by().values("delegation_id").annotate(n=Count("pk"))
    return {row["delegation_id"]: (row["n"], heads.get(row["delegation_id"], "")) for row in found}
