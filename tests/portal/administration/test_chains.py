"""Pages of chains: who decides on what, on screen and printed; entering, replacing and ending; what is stuck."""

import datetime as dt
import io

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from portal.workflow.models import Chain
from portal.workflow.reference import add
from portal.workflow.services.approvals import submit
from tests.factories.delegations import delegation
from tests.factories.workflow import chain, inside, outside

pytestmark = pytest.mark.django_db
ADD = "administration:chain-add"


def step(number, **values):
    usual = {
        "kind": "approve", "title": "Quyết định", "way": "inside", "whose": "confederation", "role": "presidium",
        "other_role": "", "other_whose": "", "authority": "", "working_days": "5", "source": "",
    }  # fmt: skip
    return {f"steps-{number}-{name}": value for name, value in {**usual, **values}.items()}


def posted(*steps, **values):
    chain = {
        "title": "Đoàn ra thử", "matter": "outgoing", "unit_type": "sector_union", "level": "", "planned": "",
        "valid_from": "01/01/2026", "source": "Thông lệ", "confidence": "own",
    }  # fmt: skip
    rows = {name: value for number, one in enumerate(steps) for name, value in step(number, **one).items()}
    counts = {"steps-TOTAL_FORMS": len(steps), "steps-INITIAL_FORMS": 0}
    return {**chain, **values, **rows, **counts}


PROPOSE = {"kind": "propose", "title": "Đề nghị", "whose": "own", "role": "unit_leader", "working_days": ""}


def test_a_chain_is_entered_with_its_steps_in_their_order(client, administrator):
    client.force_login(administrator)
    answer = client.post(reverse(ADD), posted(PROPOSE, {}))
    assert answer.status_code == 302
    found = Chain.objects.get()
    assert list(found.steps.values_list("position", "kind", "role")) == [
        (1, "propose", "unit_leader"),
        (2, "approve", "presidium"),
    ]


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        ([{"role": ""}], "Vai trò"),
        ([{"way": "outside"}], "Cơ quan ngoài cổng"),
        ([PROPOSE], "Bước cuối"),
        ([{"working_days": "-3"}], "Ngày làm việc"),
        ([{"kind": "fly"}], "Loại"),
    ],
)
def test_a_chain_that_cannot_work_is_refused_in_a_sentence(client, administrator, steps, told):
    client.force_login(administrator)
    answer = client.post(reverse(ADD), posted(*steps))
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not Chain.objects.exists()


def test_a_second_chain_for_the_same_case_is_refused(client, administrator):
    chain(inside("approve", "confederation", "presidium"), matter="outgoing", unit_type="sector_union")
    client.force_login(administrator)
    answer = client.post(reverse(ADD), posted({}))
    assert answer.status_code == 422
    assert Chain.objects.count() == 1


def test_a_used_chain_is_replaced_from_a_day_on(client, administrator, province, officer, leader):
    old = chain(inside("propose", "own", "unit_leader"), outside("approve", "Tỉnh ủy"), matter="outgoing")
    submit(delegation(province), matter="outgoing", by=officer, at=timezone.now())
    client.force_login(administrator)
    answer = client.get(reverse("administration:chain-edit", args=[old.pk]))
    assert answer.url == reverse("administration:chain-replace", args=[old.pk])
    assert "đã được dùng" in " ".join(str(one) for one in get_messages(answer.wsgi_request))

    data = posted(PROPOSE, {}, unit_type="", valid_from="01/01/2027")
    assert client.post(answer.url, data).status_code == 302
    old.refresh_from_db()
    assert old.valid_to == dt.date(2026, 12, 31)
    assert old.steps.last().authority == "Tỉnh ủy"


def test_everybody_reads_and_prints_who_decides_on_what(client, officer):
    add(["outgoing-province-planned", "outgoing-high"])
    client.force_login(officer)
    page = client.get(reverse("administration:who-decides")).content.decode()
    assert "Thường trực Tỉnh ủy" in page
    assert reverse(ADD) not in page
    printed = client.get(reverse("administration:who-decides-file"))
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(printed.content)).pages)
    text = " ".join(text.split())
    assert "Ai quyết định việc gì" in text
    assert "Thường trực Tỉnh ủy" in text
    assert "Ban Bí thư" in text


def test_the_check_finds_offices_that_nobody_holds_and_steps_that_nobody_takes(
    client, administrator, province, other_province, leader, officer, presidium
):
    chain(
        inside("propose", "own", "unit_leader"), inside("approve", "confederation", "presidium"),
        matter="outgoing", unit_type="provincial_federation",
    )  # fmt: skip
    submit(delegation(other_province), matter="outgoing", by=None, at=timezone.now())
    submit(delegation(province), matter="outgoing", by=officer, at=timezone.now())
    client.force_login(administrator)
    answer = client.get(reverse("administration:chain-health"))
    assert [found.approval.unit for found, _matter in answer.context["steps"]] == [other_province]
    assert [(gap.role, gap.units) for gap in answer.context["gaps"]] == [("unit_leader", [other_province])]


def test_an_administrator_gives_a_step_that_nobody_holds(
    client, administrator, other_province, presidium, department_head
):
    chain(
        inside("propose", "own", "unit_leader"),
        inside("approve", "confederation", "presidium"),
        matter="outgoing",
    )
    approval = submit(
        delegation(other_province, "Đoàn kín tiếng"), matter="outgoing", by=None, at=timezone.now()
    )
    client.force_login(administrator)
    address = reverse("administration:step-give", args=[approval.pk])
    assert "Đoàn kín tiếng" not in client.get(address).content.decode()  # an administrator reads no content
    given = {"step_position": 1, "holders": [department_head.pk], "note": "Đơn vị chưa có lãnh đạo"}
    assert client.post(address, {**given, "note": ""}).status_code == 422
    assert client.post(address, given).status_code == 302
    assert list(approval.steps.get(position=1).holders.all()) == [department_head]
    assert client.get(address).status_code == 404  # now somebody holds it
