from pathlib import Path

import dj_database_url
import pytest

from portal.start.addresses import LONGEST_FOLDER, database_address, redis_address, socket_folder


@pytest.mark.parametrize(("owner", "role"), [(False, "portal_web"), (True, "portal_owner")])
def test_the_database_is_reached_over_its_socket_as_the_role_asked_for(owner, role):
    settings = dj_database_url.parse(database_address(Path("/srv/with space/var"), owner=owner))

    assert (settings["HOST"], settings["USER"], settings["NAME"]) == (
        "/srv/with space/var/run",
        role,
        "portal",
    )


def test_a_long_path_gets_a_short_folder_of_its_own():
    first, second = (socket_folder(Path("/srv") / ("x" * 200) / name) for name in ("one", "two"))

    assert first != second
    assert len(str(first)) <= LONGEST_FOLDER
    assert str(socket_folder(Path("/srv/short"))) == "/srv/short/run"


def test_cache_and_celery_name_the_same_socket():
    var = Path("/srv/portal")

    assert redis_address(var) == "unix:///srv/portal/run/valkey.sock?db=1"
    assert redis_address(var, for_celery=True) == "redis+socket:///srv/portal/run/valkey.sock?virtual_host=0"
