"""The dashboard: for whoever may open at least one panel; a panel that is not theirs does not exist for them."""

from datetime import date

from . import READERS, STRANGER, page

BOARD = (*READERS, STRANGER)


def renewal(world) -> list[int]:
    """A job for which the head of the department waits."""
    from portal.dashboard.board import Asked, panels_for
    from portal.dashboard.board_answers import Answer
    from portal.dashboard.board_renewal import ask_anew
    from portal.dashboard.years import CALENDAR, asked_year

    user = world.users["department_head"]
    asked = Asked(user, date.today(), asked_year({"nam": CALENDAR}, today=date.today()))
    return [ask_anew(asked, [Answer(one, None, None, False) for one in panels_for(user)[:1]]).pk]


ROWS = {
    "board": page(*BOARD),
    "board-pdf": page(*BOARD),
    "board-state": page("department_head", others=404, args=renewal),
    "panel": page(*BOARD, others=404, args=lambda world: ["visits-by-level"]),
    "panel-export": page(*BOARD, others=404, args=lambda world: ["visits-by-level"]),
}
