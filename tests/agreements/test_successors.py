"""Chains of renewals, circles, parties under their names of the day, and what passes to another unit."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from agreements.models import Agreement, AgreementCommitment, Party, Procedure
from agreements.services import save_agreement
from agreements.services.concluding import carry_out
from agreements.services.lifecycle import terminate
from agreements.services.parties import save_parties, seed_parties
from agreements.services.passing import pass_on_agreement
from agreements.services.successors import Following, renew_agreement, replace_agreement
from partners.services import save_partner
from portal.text import PartialDate
from portal.units.models import Unit
from portal.units.services import merge_units, split_unit
from tests.factories.accounts import holder
from tests.factories.agreements import agreement, partner
from tests.factories.partners_interactions import step
from tests.factories.units import UnitFactory

pytestmark = pytest.mark.django_db

AT = dt.datetime(2026, 6, 15, 9, tzinfo=dt.UTC)
ON = dt.date(2026, 6, 1)
BASIS = "Nghị quyết 1/NQ-TLĐ"


@pytest.fixture
def old(province) -> Agreement:
    return agreement(
        province, partners=[partner()], kind="plan", signed_on="2021", ends_on="2026", notice_days=60,
        our_signatory_post="Chủ tịch", foreign_signatory_post="Chủ tịch Liên hiệp",
    )  # fmt: skip


def fresh(record):
    return type(record).objects.get(pk=record.pk)


# -- renewed, replaced --


def test_a_renewal_takes_over_what_goes_on(old):
    new = Following("Kế hoạch 2027-2031", PartialDate(2026, 6, 1), PartialDate(2027), PartialDate(2031))
    made = renew_agreement(old, new, reason="Hai bên đồng ý", by=None, at=AT)
    assert (made.renews, made.kind, made.notice_days, made.unit) == (old, "plan", 60, old.unit)
    assert [*made.partners.all()] == [*old.partners.all()]
    assert [party.name_at_signing for party in made.parties.all()] == [
        old.unit.name,
        "Liên hiệp Công đoàn Lào",
    ]
    assert fresh(old).lifecycle_acts.get().effects["agreement"] == made.pk


def test_open_promises_go_over_when_asked(old):
    found = step(old.unit, old.partners.get(), due_on="2026-09-01")
    AgreementCommitment.objects.create(agreement=old, step=found)
    made = renew_agreement(old, Following("Mới", carries_promises=True), reason="Đồng ý", by=None, at=AT)
    assert [row.step for row in made.commitments.all()] == [found]
    assert not old.commitments.exists()


def test_what_was_terminated_is_not_renewed_but_replaced(old):
    terminate(old, on=ON, ended_by="ours", reason="Hết nhu cầu", by=None, at=AT)
    with pytest.raises(ValidationError, match="chấm dứt"):
        renew_agreement(fresh(old), Following("Mới"), reason="Cần lại", by=None, at=AT)
    assert replace_agreement(fresh(old), Following("Mới"), reason="Cần lại", by=None, at=AT).renews == old


def test_what_was_terminated_is_not_renewed_by_the_form_either(old, province):
    terminate(old, on=ON, ended_by="ours", reason="Hết nhu cầu", by=None, at=AT)
    with pytest.raises(ValidationError) as refused:
        agreement(province, "Mới", renews=fresh(old))
    assert "01/06/2026" in refused.value.message_dict["renews"][0]


def test_a_renewal_whose_predecessor_was_terminated_later_can_still_be_saved(old):
    made = renew_agreement(old, Following("Mới"), reason="Đồng ý", by=None, at=AT)
    terminate(fresh(old), on=ON, ended_by="ours", reason="Bản mới thay", by=None, at=AT)
    made = fresh(made)
    made.notes = "Đã gửi dự thảo"
    assert save_agreement(made, by=None).pk


def test_it_is_renewed_once(old):
    renew_agreement(old, Following("Một"), reason="Đồng ý", by=None, at=AT)
    with pytest.raises(ValidationError, match="Một"):
        renew_agreement(old, Following("Hai"), reason="Đồng ý", by=None, at=AT)


def test_a_renewal_is_not_signed_before_what_it_renews(old, province):
    with pytest.raises(ValidationError) as refused:
        agreement(province, "Mới", renews=old, signed_on="2020")
    assert "2021" in refused.value.message_dict["signed_on"][0]


@pytest.mark.parametrize("link", ["renews", "framework"])
def test_a_circle_is_refused(province, link):
    first = agreement(province, "Một", signed_on="2020")
    second = agreement(province, "Hai", signed_on="2021", **{link: first})
    third = agreement(province, "Ba", signed_on="2022", **{link: second})
    setattr(first, link, third)
    first.signed_on = PartialDate(2023)
    with pytest.raises(ValidationError) as refused:
        save_agreement(first, by=None)
    assert "“Ba”" in refused.value.message_dict[link][0]


# -- parties --


def test_the_names_at_signing_stay_when_names_change(old):
    seed_parties(old, by=None)
    there = old.partners.get()
    there.name_vi = "Liên đoàn Lao động Lào"
    save_partner(there, by=None)
    Unit.objects.filter(pk=old.unit_id).update(name="Tên khác")
    names = set(old.parties.values_list("name_at_signing", flat=True))
    assert "Liên hiệp Công đoàn Lào" in names
    assert "Tên khác" not in names
    assert seed_parties(fresh(old), by=None) == []


def test_the_signing_at_the_end_of_a_procedure_writes_the_parties_down(province):
    planned = agreement(province, is_planned=True, partners=[partner()])
    procedure = Procedure(agreement=planned, purpose="sign", unit=province)
    carry_out(procedure, by=None, at=AT, concluded_on=ON)
    assert [party.side for party in planned.parties.all()] == ["ours", "theirs"]


def test_a_side_is_of_its_kind(old):
    wrong = Party(side="ours", partner=old.partners.get(), name_at_signing="Bên kia")
    with pytest.raises(ValidationError) as refused:
        save_parties(old, changed=[wrong], removed=(), by=None)
    assert "cần để trống" in refused.value.message_dict["partner"][0]


# -- passed on --


def test_agreements_pass_to_the_unit_that_the_old_one_merged_into(old, province):
    before = holder("unit_officer", province)
    heir = UnitFactory(valid_from=dt.date(2020, 1, 1))
    officer = holder("unit_officer", heir)
    assert not fresh(old).may_edit(officer)
    merge_units(predecessors=[province], successor=heir, on=ON, legal_basis=BASIS, by=None)
    assert fresh(old).passed_to == heir
    assert fresh(old).answers_for_it == heir
    assert fresh(old).unit == province
    assert fresh(old).may_edit(officer)
    assert Agreement.objects.visible_to(officer).filter(pk=old.pk).exists()
    assert [act.kind for act in old.lifecycle_acts.all()] == ["passed_on"]
    assert before.pk


def test_a_second_merger_passes_them_on_again(old, province):
    middle, last = (UnitFactory(valid_from=dt.date(2020, 1, 1)) for _time in range(2))
    merge_units(predecessors=[province], successor=middle, on=ON, legal_basis=BASIS, by=None)
    merge_units(predecessors=[middle], successor=last, on=dt.date(2026, 6, 10), legal_basis=BASIS, by=None)
    assert fresh(old).passed_to == last


def test_after_a_split_somebody_decides(old, province):
    parts = split_unit(
        province,
        parts=[UnitFactory.build(code=f"P-{number}", name=f"Phần {number}", parent=province.parent) for number in (1, 2)],
        on=ON, legal_basis=BASIS, by=None,
    )  # fmt: skip
    assert fresh(old).passed_to is None
    unclear = Agreement.objects.of_unclear_heir(on=AT.date())
    assert [*unclear] == [old]
    pass_on_agreement(old, unit=parts[0], on=ON, reason="Theo địa bàn", by=None, at=AT)
    assert not unclear.all().exists()
    assert fresh(old).answers_for_it == parts[0]
    with pytest.raises(ValidationError) as refused:
        pass_on_agreement(old, unit=parts[0], on=ON, reason="Lại", by=None, at=AT)
    assert "unit" in refused.value.message_dict


def test_what_is_entered_for_a_unit_that_has_merged_goes_to_its_heir(province):
    heir = UnitFactory(valid_from=dt.date(2020, 1, 1))
    merge_units(predecessors=[province], successor=heir, on=ON, legal_basis=BASIS, by=None)
    assert agreement(fresh(province), "Nhập sau", signed_on="2019").passed_to == heir
