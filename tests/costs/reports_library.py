"""The library with its confirmations, and the questions of units."""

from tests.factories.library import question, sent_item
from tests.factories.units import UnitFactory


def items(world):
    def make(number):
        sent_item(world.province, UnitFactory(), title=f"Văn bản {number}", asks_doing=True)

    return make


def questions(world):
    return lambda number: question(world.province, f"Câu hỏi {number}?")


LISTS = {
    "reports:libraryitem-list": ("department_officer", items, ()),
    "reports:question-list": ("unit_officer", questions, ()),
}
BY_ANOTHER_NAME: set[str] = set()
