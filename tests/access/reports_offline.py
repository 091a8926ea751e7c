"""Workbooks are given to those who write the report; papers are typed in a unit's name by the department alone."""

from . import DEPARTMENT, READERS, page
from .reports import WRITERS, draft, of_report

ROWS = {
    "workbooks": page(*READERS, others=404, args=draft()),
    "workbook": of_report(*WRITERS, method="post", args=draft()),
    "in-name": of_report(*DEPARTMENT, ok=302, method="post", args=draft()),
    "send-paper": of_report(*DEPARTMENT, args=draft()),
}
