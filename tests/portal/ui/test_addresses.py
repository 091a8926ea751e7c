"""An address that was looked up before is the one that `reverse` gives."""

import pytest
from django.test import override_settings
from django.urls import NoReverseMatch, path, reverse, set_script_prefix

from portal.ui.addresses import address

urlpatterns = [path("anders/<int:pk>/0/", lambda request, pk: None, name="set_language")]


@pytest.mark.parametrize("key", [0, 1, 1234567, 98765432198765])
def test_the_address_of_a_record(key):
    for _again in range(2):
        assert address("partners:partner-edit", key) == reverse("partners:partner-edit", args=[key])


def test_the_address_of_a_list():
    assert address("partners:partner-list") == reverse("partners:partner-list")


def test_other_addresses_and_another_prefix_are_not_confused():
    assert address("set_language") == reverse("set_language")
    with override_settings(ROOT_URLCONF=__name__):
        assert address("set_language", 5) == "/anders/5/0/"
    set_script_prefix("/cong/")
    try:
        assert address("partners:partner-list") == reverse("partners:partner-list")
        assert address("partners:partner-list").startswith("/cong/")
    finally:
        set_script_prefix("/")


def test_what_does_not_exist_is_refused_each_time():
    for _again in range(2):
        with pytest.raises(NoReverseMatch):
            address("partners:none")
