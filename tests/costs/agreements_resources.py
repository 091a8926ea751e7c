"""The pages of one resource with many movements, results and reports; indicators; grants entered twice."""

from agreements.models import Indicator
from portal.records.services import save_record
from tests.factories.agreements import partner, resource
from tests.factories.units import UnitFactory


def indicators(world):
    def make(number):
        save_record(Indicator(code=f"i{number}", title=f"Chỉ số {number}", group="other", counted_in="người"), by=None)  # fmt: skip

    return make


def twice(world):
    """Pairs of two units with a donor each."""

    def make(number):
        donor, other = (
            partner(f"Nhà tài trợ {number}", f"NT{number}"),
            UnitFactory(province_name=f"Tỉnh {number}"),
        )
        for unit in (world.province, other):
            resource(unit, f"Dự án số {number}", partners=[donor], distinct_reason="chưa rõ")
        type(resource(unit, f"Khoản {number}", partners=[donor])).objects.update(distinct_reason="")

    return make


LISTS = {
    "agreements:indicator-list": ("unit_officer", indicators, ()),
    "agreements:doubles": ("department_officer", twice, ()),
}
BY_ANOTHER_NAME = {"agreements:doubles"}
