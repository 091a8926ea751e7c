"""A consolidated report in one line, for who decides on it: how many units, the two or three main figures."""

from django.utils.translation import gettext as _

from portal.ui.formats import number_vi

MAIN = ("outgoing", "incoming", "agreements_signed")


def summary(content: dict) -> str:
    """ "51/51 units have reported · Đoàn ra: 42 · Đoàn vào: 31 · …"; empty where nothing was built yet."""
    if not content:
        return ""
    coverage, rows = content["coverage"], {row["code"]: row for row in content["figures"]}
    said = _("%(sent)s/%(owing)s units have reported") % coverage
    figures = [f"{rows[code]['label']}: {number_vi(rows[code]['value'])}" for code in MAIN if code in rows]
    return " · ".join([said, *figures])
