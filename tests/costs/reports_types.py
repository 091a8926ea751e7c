"""Types of reports and indicators, with their versions."""

import datetime as dt

from reports import reference
from reports.models import Indicator, IndicatorVersion, Layout, ReportType, TypeVersion


def types(world):
    reference.load()

    def make(number):
        made = ReportType.objects.create(code=f"loai-{number}", name=f"Loại {number}")
        TypeVersion.objects.create(type=made, number=1, content=Layout().kept())

    return make


def indicators(world):
    reference.load()

    def make(number):
        made = Indicator.objects.create(code=f"chi-tieu-{number}")
        IndicatorVersion.objects.create(
            indicator=made,
            number=1,
            label=f"Chỉ tiêu {number}",
            measure="lượt",
            valid_from=dt.date(2020, 1, 1),
        )

    return make


LISTS = {
    "reports:types": ("department_head", types, ()),
    "reports:indicators": ("department_head", indicators, ()),
}
BY_ANOTHER_NAME = {"reports:types", "reports:indicators"}
