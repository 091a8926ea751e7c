"""A chain of three steps in a province, and a matter of the tests' own. Imports wait until Django is ready."""

import pytest


@pytest.fixture
def told(monkeypatch):
    """The matter of these tests: who is interested can be set, what ended is remembered."""
    from portal.accounts.models import User
    from portal.workflow import matters
    from tests.factories.workflow import MATTER

    class Told:
        interested: set[int]
        ended: list[str]

    found = Told()
    found.interested, found.ended = set(), []
    monkeypatch.setitem(matters._MATTERS, MATTER, matters.Matter(
        MATTER, "Việc thử", "delegations.delegation",
        interested=lambda record: found.interested,
        involving=lambda account, record: (User.objects.filter(pk=account).filter(pk__in=found.interested),),
        ended=lambda record, approval, by, at: found.ended.append(approval.state),
        briefs=lambda records: {one.pk: [("Nước", one.country or "—")] for one in records},
    ))  # fmt: skip
    return found


@pytest.fixture
def usual(told, centre):
    """Propose (leader), appraise (department head, or the Presidium for its own), approve (Presidium)."""
    from tests.factories.workflow import chain, inside

    return chain(
        inside("propose", "own", "unit_leader"),
        inside("appraise", "department", "department_head", other_whose="confederation", other_role="presidium", working_days=3),
        inside("approve", "confederation", "presidium", working_days=5),
    )  # fmt: skip


@pytest.fixture
def trip(province):
    from tests.factories.delegations import delegation

    return delegation(province, "Thăm và làm việc tại Lào", country="LA")


@pytest.fixture
def second_presidium(centre):
    from tests.factories.accounts import holder

    return holder("presidium", username="presidium.2", display_name="Phó Chủ tịch thứ hai")
