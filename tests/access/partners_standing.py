"""Our standing: positions are read by all; obligations, candidacies and initiatives by their unit and the centre."""

from django.utils import timezone

from tests.factories.partners_standing import body, candidacy, initiative, obligation

from . import DEPARTMENT, EDITORS, READERS, STRANGER, page, register


def _candidacy(world):
    return candidacy(world.province, body())


ROWS = {
    **register("obligation", lambda world: obligation(world.province, body())),
    **register("candidacy", _candidacy),
    **register("initiative", lambda world: initiative(world.province, body())),
    "standing": page(*READERS, STRANGER),
    "standing-download": page(*READERS, STRANGER, args=lambda world: [2026, "xlsx"]),
    "candidacy-board": page(*READERS, STRANGER),
    "candidacy-step": page(
        *EDITORS,
        also={role: 403 for role in READERS if role not in EDITORS},
        others=404,
        args=lambda world: [_candidacy(world).pk, "withdraw"],
    ),
    "obligation-open-year": page(
        *DEPARTMENT, ok=302, method="post", args=lambda world: [timezone.localdate().year]
    ),
}
