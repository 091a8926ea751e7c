"""Cycles that were opened before types of reports were data take the first version of the periodic report."""

import pgtrigger
from django.db import migrations
from django.utils import timezone

SECTIONS = (
    ("I", "Công tác lãnh đạo, chỉ đạo, quản lý"),
    ("II", "Kết quả thực hiện"),
    ("III", "Đánh giá chung"),
    ("IV", "Phương hướng, nhiệm vụ kỳ tới"),
    ("V", "Kiến nghị, đề xuất"),
)
FIGURES = (
    "outgoing", "outgoing_people", "incoming", "incoming_people", "online", "events", "agreements_signed",
    "agreements_in_force", "resources", "resources_value", "media", "training", "research", "solidarity",
)
UNITS = ("provincial_federation", "sector_union", "corporation_union")


def give_type(apps, schema_editor):
    Cycle = apps.get_model("reports", "Cycle")
    if not Cycle.objects.filter(type_version=None).exists():
        return
    ReportType, TypeVersion = apps.get_model("reports", "ReportType"), apps.get_model("reports", "TypeVersion")
    periodic, _made = ReportType.objects.get_or_create(
        code="dinh-ky", defaults={"name": "Báo cáo định kỳ công tác đối ngoại", "nature": "periodic"}
    )
    content = {
        "sections": [{"code": code, "title_vi": title, "guidance": "", "is_required": False} for code, title in SECTIONS],
        "figures": [
            {"indicator": code, "is_required": False, "minimum": None, "maximum": None, "jump": None}
            for code in FIGURES
        ],
        "annexes": ["II", "III", "IV", "IV-b", "V", "VI", "VII", "VIII", "IX", "X", "XI"],
        "unit_types": list(UNITS),
        "period_kinds": [],
    }
    version, _made = TypeVersion.objects.get_or_create(
        type=periodic, number=1, defaults={"content": content, "published_at": timezone.now()}
    )
    with pgtrigger.ignore():  # triggers of the former schema know no title; nobody changed anything
        Cycle.objects.filter(type_version=None).update(type_version=version)


class Migration(migrations.Migration):
    dependencies = [("reports", "0003_types_indicators_work")]
    operations = [migrations.RunPython(give_type, migrations.RunPython.noop)]
