"""Imports: who holds the right to import; a file is its uploader's, and its readers are those of the trail."""

from portal.exchange.models import ImportRun

from . import DEPARTMENT, STRANGER, page

IMPORTERS = ("unit_officer", *DEPARTMENT, STRANGER)


def run(world):
    line = {
        "sheet": "",
        "row": 2,
        "state": "new",
        "title": "Đoàn",
        "url": "",
        "changes": [],
        "unmatched": [],
        "messages": [],
    }
    made = ImportRun.objects.create(
        kind="delegations",
        filename="doan.csv",
        uploaded_by=world.users["unit_officer"],
        result={"lines": [line]},
    )
    return [made.pk]


ROWS = {
    "start": page(*IMPORTERS),
    "template": page(*IMPORTERS, others=404, args=lambda world: ["delegations"]),
    "run": page("unit_officer", "inspector", "administrator", others=404, args=run),
    "confirm": page(
        "unit_officer",
        also={"inspector": 403, "administrator": 403},
        ok=302,
        others=404,
        args=run,
        method="post",
    ),
}
