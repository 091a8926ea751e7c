"""What stands on every page comes as one file of styles and one of scripts."""

import posixpath
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles.finders import find
from django.core.exceptions import ImproperlyConfigured

from portal.ui.bundles import BundleFinder, joined
from portal.ui.trimming import tightened


def read(name: str) -> str:
    return Path(find(name)).read_text()


@pytest.mark.parametrize("name", settings.BUNDLES)
def test_a_bundle_holds_all_its_parts_in_order(name):
    words = read(name)
    parts = [read(part) for part in settings.BUNDLES[name]]
    if name.endswith(".css"):
        parts = [tightened(part)[:-100] for part in parts if "Bootstrap" not in part[:100]]
    places = [words.find(part[-60:].strip()) for part in parts]
    assert -1 not in places
    assert places == sorted(places)


def test_addresses_in_styles_lead_to_files_that_are_there():
    addresses = re.findall(r'url\("?([^")]+\.woff2)"?\)', joined("bundles/portal.css"))
    assert len(addresses) >= 8
    for address in addresses:
        assert find(posixpath.normpath(posixpath.join("bundles", address))), address


def test_a_part_that_is_missing_is_named(settings):
    settings.BUNDLES = {"bundles/x.css": ["css/none.css"]}
    with pytest.raises(ImproperlyConfigured, match=r"css/none\.css"):
        joined("bundles/x.css")


def test_a_bundle_is_written_anew_only_when_a_part_changed(settings, tmp_path):
    settings.BUILD = tmp_path
    settings.BUNDLES = {"bundles/x.js": ["js/copy.js", "js/date.js"]}
    finder = BundleFinder()
    [(name, storage)] = finder.list([])
    first = (tmp_path / "bundled" / name).stat().st_mtime_ns
    assert storage.exists(name)
    assert finder.find("bundles/x.js") == str(tmp_path / "bundled/bundles/x.js")
    assert (tmp_path / "bundled" / name).stat().st_mtime_ns == first
    assert finder.find("bundles/unknown.js") == []


def test_every_page_asks_for_two_files_instead_of_twenty(client, leader):
    client.force_login(leader)
    page = client.get("/").content.decode()
    assert page.count('rel="stylesheet"') <= 3  # the bundle, print, and one of the page's own
    assert "bundles/portal.js" in page
