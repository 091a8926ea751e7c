"""An office program opens what the portal hands out of a consolidated report: the text, and the annexes as a workbook."""

import shutil
import subprocess
from pathlib import Path

import pytest

from portal.rendering.registry import print_document

from .papers import text_of

pytestmark = pytest.mark.django_db


def opened(content: bytes, name: str, folder: Path) -> str:
    """What LibreOffice shows of the file, without blanks: it sets the lines anew."""
    file = folder / name
    file.write_bytes(content)
    subprocess.run(
        [shutil.which("soffice"), "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "pdf",
         "--outdir", folder / "out", file],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return squeezed(text_of((folder / "out" / name).with_suffix(".pdf").read_bytes()))


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_the_text_opens_with_its_header_table_and_annexes(draft, tmp_path):
    with draft.docx.file.open("rb") as file:
        shown = opened(file.read(), "bao-cao.docx", tmp_path)
    assert squeezed("Kính gửi: Đoàn Chủ tịch") in shown
    assert squeezed("TRƯỞNG BAN") in shown
    assert "phụlụcii" in shown.lower()


def test_the_annexes_open_as_a_workbook(draft, department_officer, tmp_path):
    printed = print_document("consolidated-report", draft.cycle.code, user=department_officer, format="xlsx")
    shown = opened(printed.content, "phu-luc.xlsx", tmp_path)
    assert squeezed("Thăm Viêng Chăn") in shown
    assert squeezed("Đoàn ra") in shown
