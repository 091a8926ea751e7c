"""manage.py import_records: what it prints, and how it ends."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from delegations.models import Delegation

from .files import csv_bytes, trip

pytestmark = pytest.mark.django_db


def run(path, *options, by) -> str:
    out = io.StringIO()
    call_command("import_records", "delegations", str(path), "--as", by.username, *options, stdout=out)
    return out.getvalue()


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "doan.csv"
    path.write_bytes(csv_bytes([trip(), trip(id="D-2", subject_vi="Đoàn khác", size="-1")]))
    return path


def test_json_names_every_refusal_and_every_row(file, department_officer):
    result = json.loads(run(file, "--partial", "--json", by=department_officer))

    assert set(result) == {"created", "updated", "unchanged", "rejected", "rows"}
    assert (result["created"], result["updated"], result["unchanged"]) == (1, 0, 0)
    [refused] = result["rejected"]
    assert set(refused) == {"sheet", "row", "column", "value", "reason", "message"}
    assert (refused["row"], refused["column"], refused["value"], refused["reason"]) == (
        3,
        "size",
        "-1",
        "negative",
    )
    assert result["rows"][0]["start_date"] == "2024-11-04"


def test_a_refused_row_ends_the_command_with_1_and_saves_nothing(file, department_officer):
    with pytest.raises(SystemExit) as ended:
        run(file, by=department_officer)

    assert ended.value.code == 1
    assert not Delegation.objects.exists()


def test_people_read_it_in_vietnamese(file, department_officer):
    printed = run(file, "--partial", by=department_officer)

    assert "dòng 3" in printed
    assert "Số người" in printed
    assert Delegation.objects.count() == 1


def test_a_dry_run_says_so(file, department_officer):
    run(file, "--partial", "--dry-run", by=department_officer)

    assert not Delegation.objects.exists()


@pytest.mark.parametrize(
    ("kind", "name", "username", "unit", "expected"),
    [
        ("chuyen-di", "doan.csv", "", "TLD", "chuyen-di"),
        ("delegations", "khong-co.csv", "", "TLD", "khong-co.csv"),
        ("delegations", "doan.csv", "nguoi-la", "TLD", "nguoi-la"),
        ("delegations", "doan.csv", "", "XYZ", "XYZ"),
    ],
)
def test_what_nobody_knows_is_one_sentence(file, department_officer, kind, name, username, unit, expected):
    with pytest.raises(CommandError, match=expected):
        call_command(
            "import_records", kind, str(file.with_name(name)), "--as", username or department_officer.username, "--unit", unit,
        )  # fmt: skip
