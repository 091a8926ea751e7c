"""The file of one unit for an inspection: list of contents, findings, and the papers of each dossier, as a ZIP.

The words are those of an official paper, so they are Vietnamese in every language of the portal.
"""

import re
import tempfile
import zipfile
from collections.abc import Sequence
from typing import IO

from django.utils import timezone

from portal.documents.models import Document
from portal.rendering.official import Annex, Heading, Paper, Paragraph, Signature, official_pdf
from portal.rendering.table import Column
from portal.text import fold
from portal.units.models import Unit

from ..figures.compliance import Limits, findings
from ..figures.compliance_papers import papers_of

IN_MEMORY = 20_000_000  # a larger file is built on disk
NO_FILE = "Không có văn bản đính kèm"


def evidence_zip(unit: Unit, records: Sequence, limit: Limits, *, user) -> IO[bytes]:
    """A ZIP, read from its beginning: `00-muc-luc.pdf`, then one folder a dossier with the newest of each paper.

    `records` are flagged rows that the reader sees; a paper marked as purged or archived stays out.
    """
    papers = papers_of(records, user)
    folders = {record.pk: _folder(place, record) for place, record in enumerate(records, 1)}
    file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - handed to the response, which closes it
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("00-muc-luc.pdf", contents_pdf(unit, records, papers, limit))
        for record in records:
            for name, version in _named(papers[record.pk]):
                with version.file.open("rb") as content:
                    archive.writestr(f"{folders[record.pk]}/{name}", content.read())
    file.seek(0)
    return file


def _named(documents: Sequence[Document]):
    """(name in the folder, newest version) of each paper: numbered, so that none hides another."""
    for place, document in enumerate(documents, 1):
        if (version := document.latest) is not None and version.file:
            yield f"{place:02d}-{_plain(document.title)[:60]}.{version.extension}", version


def _folder(place: int, record) -> str:
    return f"{place:02d}-{_plain(record.title)[:60]}"


def _plain(text: str) -> str:
    """Letters without accents, figures and dashes: a name that every system can unpack."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-") or "van-ban"


def contents_pdf(unit: Unit, records: Sequence, papers: dict, limit: Limits) -> bytes:
    """The list of contents (mục lục hồ sơ): each dossier with its papers and what was found."""
    today = timezone.localdate()
    broken = sum(1 for record in records if findings(record, limit))
    paper = Paper(
        superior=unit.superior_line,
        issuer=unit.header_line or unit.name,
        issued_by=unit.name,
        symbol="MLHS",
        place=unit.place,
        year=today.year,
        type_name="MỤC LỤC HỒ SƠ",
        subject="Việc thực hiện quản lý thống nhất hoạt động đối ngoại",
        body=[
            Heading("Phạm vi", 1),
            Paragraph(
                f"{len(records)} hoạt động của {unit.name}, {broken} hoạt động có vấn đề cần giải trình; "
                f"số liệu tại ngày {today:%d/%m/%Y}."
            ),
        ],
        closing="Danh mục hoạt động, văn bản và căn cứ của từng nhận xét ở phụ lục",
        archive="Hồ sơ kiểm tra",
        signature=Signature(["NGƯỜI LẬP"]),
        annexes=[_annex(records, papers, limit)],
    )
    return official_pdf(paper)


def _annex(records: Sequence, papers: dict, limit: Limits) -> Annex:
    columns = [
        Column("STT", 4, "center"), Column("Hoạt động", 20), Column("Thời gian", 11), Column("Mục kế hoạch", 13),
        Column("Văn bản cho phép", 13), Column("Ngày gửi báo cáo", 9), Column("Văn bản trong hồ sơ", 16),
        Column("Nhận xét, căn cứ", 24),
    ]  # fmt: skip
    rows = [
        [
            place, record.title, record.time_label, str(record.plan_item or "–"), record.permission_label or "–",
            f"{record.reported_on:%d/%m/%Y}" if record.reported_on else "–",
            "; ".join(document.title for document in papers[record.pk]) or NO_FILE,
            " ".join(f"{one.sentence} [{one.source}]" for one in findings(record, limit)) or "Không có nhận xét",
        ]
        for place, record in enumerate(records, 1)
    ]  # fmt: skip
    return Annex(title="Danh mục hoạt động và văn bản", columns=columns, rows=rows, landscape=True)
