"""The library: the department enters and sends, units confirm; questions are the unit's until they are shared."""

from tests.factories.library import question, sent_item

from . import DEPARTMENT, OF_UNIT, READERS, Row, page, register

WRITERS = ("unit_officer", "unit_leader")
#: the reader may see it, but not do this
NOT_THE_DEPARTMENT = {role: 403 for role in READERS if role not in DEPARTMENT}


def item(world) -> list:
    return [sent_item(world.province).pk]


def receipt(*more):
    def args(world) -> list:
        found = sent_item(world.province, asks_doing=True)
        return [found.pk, found.receipts.get().pk, *more]

    return args


def asked(world) -> list:
    return [question(world.province).pk]


def chased(world) -> dict:
    return {"channel": "copied"}


ROWS = {
    **register("libraryitem", lambda world: sent_item(world.province), editors=DEPARTMENT),
    **register("question", lambda world: question(world.province)),
    "libraryitem-send": page(
        *DEPARTMENT, ok=302, others=404, also={role: 403 for role in ("presidium", "inspector", *OF_UNIT)},
        method="post", args=item,
    ),
    "libraryitem-confirm": page(
        *WRITERS, ok=302, others=404, also={role: 403 for role in READERS if role not in WRITERS},
        method="post", args=receipt("read"),
    ),
    "libraryitem-chase": Row(
        dict.fromkeys(DEPARTMENT, 302), 403, method="post", args=receipt(), data=chased
    ),
    "libraryitem-chase-all": Row(dict.fromkeys(DEPARTMENT, 302), 403, method="post", args=item),
    "question-answer": page(*DEPARTMENT, others=404, also=NOT_THE_DEPARTMENT, args=asked),
}  # fmt: skip
