"""Terms of agreements and trends of resources."""

from django.utils import timezone

from tests.factories.agreements import agreement, resource


def running(world):
    """Each in force, with its partners: everything that the page reads."""

    def make(number):
        year = timezone.localdate().year
        agreement(
            world.province, f"Thỏa thuận {number}", partners=world.partners, signed_on=str(year - 1),
            starts_on=str(year - 1), ends_on=str(year + number % 5), country="LA",
        )  # fmt: skip

    return make


def flowing(world):
    """Each approved this year, of the same donors: everything that the page reads."""

    def make(number):
        resource(
            world.province, f"Dự án {number}", partners=world.partners, approved_on=str(timezone.localdate().year),
            amount="1000000", currency="VND",
        )  # fmt: skip

    return make


LISTS = {
    "agreements:trends": ("unit_officer", flowing, ()),
    "agreements:terms": ("unit_officer", running, ()),
}
BY_ANOTHER_NAME = {"agreements:terms", "agreements:trends"}
