"""The clerk's queue: narrowed by words and by what is waited for, and taken along as it is seen."""

import io

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from portal.papers.models import Paper, PaperState
from tests.delegations.papers_world import outgoing
from tests.factories.agreements import partner
from tests.factories.papers import paper
from tests.partners.letters import letter

pytestmark = pytest.mark.django_db
LETTER = "Chúc mừng Đại hội"


@pytest.fixture
def papers(province):
    """One that waits for its number, one for its seal."""
    record = outgoing(province)
    found = {}
    for state in (PaperState.NUMBER, PaperState.SEAL):
        row = paper(record)
        Paper.objects.filter(pk=row.pk).update(
            state=state, summary=f"Về việc {state}", search_text=f"ve viec {state}"
        )
        found[state] = row
    return found


@pytest.fixture
def queue(client, clerk, papers):
    client.force_login(clerk, backend="portal.accounts.backends.Backend")

    def read(query="") -> str:
        answer = client.get(reverse("papers:queue") + query)
        assert answer.status_code == 200
        return answer.content.decode()

    return read


def test_words_and_state_narrow_the_queue(queue):
    both = {"": {"number", "seal"}, "?state=number": {"number"}, "?state=seal": {"seal"}, "?state=dispatch": set(),
            "?q=viec+seal": {"seal"}, "?q=khong+co": set(), "?state=bay-len-trang": {"number", "seal"}}  # fmt: skip
    for query, there in both.items():
        text = queue(query)
        assert {state for state in ("number", "seal") if f"Về việc {state}" in text} == there, query
    assert "Điều kiện “Đang chờ” không còn dùng được" in queue("?state=bay-len-trang")


def test_what_other_registers_number_is_found_by_the_same_words(queue, province):
    letter(province, partner("Tổng Công đoàn Lào", "LFTU"), subject=LETTER)
    assert LETTER in queue()
    assert LETTER in queue("?q=chuc+mung&state=elsewhere")
    assert LETTER not in queue("?q=chuc+tet")
    assert LETTER not in queue("?state=number")


def test_the_workbook_holds_what_is_seen(queue, client, province):
    letter(province, partner("Tổng Công đoàn Lào", "LFTU"), subject=LETTER)

    def rows(query):
        content = client.get(reverse("papers:queue-export") + query).content
        found = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
        return [row for row in found if "Về việc" in str(row[0]) or LETTER in str(row[0])]

    assert [row[0] for row in rows("?state=seal")] == ["Về việc seal"]
    assert [row[0].split(" (")[0] for row in rows("")] == ["Về việc number", "Về việc seal", LETTER]
