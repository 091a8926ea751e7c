"""A million partners: the search by a rare word and by the worst, with the index and without; recall (P5).

Where the server offers `pg_trgm` (a stock PostgreSQL, see .ci/matrix: DATABASE_URL, DATABASE_OWNER_URL) both ways are
measured in turns in one run; where it does not, the table is read through.
"""

import json
import random
import unicodedata
from collections.abc import Callable
from statistics import median

import pytest
from django.db import connection
from django.test import override_settings
from django.urls import reverse

from partners.models import Partner, PartnerName
from portal.search import finding
from portal.search.asked import asked_for
from portal.search.indexes import make_indexes
from portal.search.kinds import Kind, kinds
from portal.text import fold
from tests.bench.dossiers_made import copied, one_of
from tests.bench.pairs import both, medians, show
from tests.bench.requests import asking
from tests.factories.accounts import holder
from tests.factories.units import confederation

ROWS = 1_000_000
ROUNDS = 9
RARE, WORST, HALF = "Đắk Đoa Zarathustra", "công đoàn lao động", "đường sắt"
BODIES = ["Công đoàn", "Liên đoàn Lao động", "Tổng Công hội", "Nghiệp đoàn", "Liên hiệp Công đoàn"]
TRADES = [
    "Đường sắt",
    "Dệt may",
    "Điện lực",
    "Dầu khí",
    "Xây dựng",
    "Giáo dục",
    "Y tế",
    "Đóng tàu",
    "Ngân hàng",
    "Bưu điện",
]
PLACES = ["Điện Biên", "Đà Nẵng", "Huế", "Hà Giang", "Đắk Lắk", "Quảng Ngãi", "Ưu Đàm", "Bờ Y", "Phủ Lý", "Cần Thơ"]  # fmt: skip


def named(fold_it: bool) -> str:
    """SQL: the name of row `n`, as written or folded: both draw alike."""
    parts = {"body": BODIES, "trade": TRADES, "place": PLACES}
    body, trade, place = (
        one_of(salt, [fold(one) if fold_it else one for one in of]) for salt, of in parts.items()
    )
    between, last = (" lao dong nganh ", " so ") if fold_it else (" lao động ngành ", " số ")
    return f"{body} || '{between}' || {trade} || ' ' || {place} || '{last}' || n"


@pytest.fixture(scope="module")
def filled(django_db_setup, django_db_blocker):
    """The names; the rows are committed and vacuumed, the base goes after the run."""
    with django_db_blocker.unblock(), override_settings(ROOT_URLCONF="tests.bench.urls"):
        confederation()
        one = Partner(country="LA", partner_type="national_centre")
        copied(one, ROWS, name_vi=named(False), search_text=named(True), sort_key=named(True))
        rare = f"Nghiệp đoàn {RARE}"
        Partner.objects.create(name_vi=rare, country="LA", search_text=fold(rare), sort_key=fold(rare))
        source = "(SELECT id AS n, name_vi, search_text FROM partners_partner) AS made"
        copied(
            PartnerName(kind="alias"), 0, source,
            partner_id="n", name="name_vi", folded="search_text", lowered="lower(name_vi)",
        )  # fmt: skip
        make_indexes()
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE partners_partner")
            cursor.execute("VACUUM ANALYZE partners_partnername")
        yield list(Partner.objects.values_list("name_vi", flat=True))
        connection.close()


def of_partners() -> Kind:
    return next(one for one in kinds() if one.key == "partners")


def has_index() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_indexes WHERE indexdef LIKE '%gin_trgm_ops%'")
        return bool(cursor.fetchone()[0])


def without_index(do: Callable) -> Callable:
    """A GIN index is read through a bitmap alone: without that way the table is read through."""

    def done():
        with connection.cursor() as cursor:
            cursor.execute("SET enable_bitmapscan = off")
            try:
                return do()
            finally:
                cursor.execute("RESET enable_bitmapscan")

    return done


def matched(typed: str, user) -> list[int]:
    """The keys of the rows that hold the words: the question that an index answers."""
    one = of_partners()
    return list(one.matching(one.rows(user), asked_for(typed), user).values_list("pk", flat=True)[:101])


def answered(typed: str, user) -> float:
    """Milliseconds that PostgreSQL itself takes to plan and answer `matched`, as it tells them."""
    one = of_partners()
    rows = one.matching(one.rows(user), asked_for(typed), user).values("pk")[:101]
    told = json.loads(rows.explain(format="json", analyze=True, timing=False))[0]
    return told["Planning Time"] + told["Execution Time"]


def told_by_postgresql(user) -> float:
    """How many times faster the rare word is found with the index; both ways in turns."""
    ways = {True: lambda: answered(RARE, user), False: without_index(lambda: answered(RARE, user))}
    times: dict[bool, list[float]] = {way: [] for way in ways}
    for _ in range(ROUNDS):
        for way, ask in ways.items():
            times[way].append(ask())
    return median(times[False]) / median(times[True])


def test_a_rare_word_and_the_worst(filled):
    user, one = holder("department_officer"), of_partners()
    first = list  # the first page of the list, as PostgreSQL is asked for it
    ways = {
        "list page": lambda: first(Partner.objects.visible_to(user).live().order_by("sort_key")[:25]),
        **{
            f"{what}: {name}": lambda ask=ask, typed=typed: ask(typed)
            for name, typed in {"rare": RARE, "some": HALF, "worst": WORST}.items()
            for what, ask in {
                "rows": lambda typed: matched(typed, user),
                "ranked": lambda typed: finding.keys_of(one, asked_for(typed), user),
            }.items()
        },
    }
    if has_index():
        ways |= {f"{name}, no index": without_index(do) for name, do in ways.items() if ":" in name}
    found = medians(ways, ROUNDS)
    page = found["list page"]
    show(
        f"P5: {ROWS} partners, {'with' if has_index() else 'without'} pg_trgm (goals: rare >= 100 x faster, worst <= 150 list pages)",
        [(name, f"{1000 * seconds:.2f} ms", f"{seconds / page:.1f} x") for name, seconds in found.items()],
    )
    assert found["ranked: worst"] / page <= 150
    if has_index():
        rare, own = found["rows: rare, no index"] / found["rows: rare"], told_by_postgresql(user)
        print(
            f"  a rare word with the index: {rare:.0f} x faster by the wall, {own:.0f} x as PostgreSQL tells it"
        )
        assert own >= 100


def test_whole_pages(filled):
    """From the request to the bytes: every kind is asked, the rows stand in one of them."""
    listed = reverse("partners:partner-list")
    with asking() as signed_in:
        get = signed_in(holder("department_head"))
        search, suggest = reverse("search:search"), reverse("search:suggest")
        addresses = {
            "list": listed, **{f"search, {name}": f"{search}?q={typed}" for name, typed in _typed()},
            **{f"suggest, {name}": f"{suggest}?q={typed}" for name, typed in _typed()},
        }  # fmt: skip
        found = both({name: lambda at=at: get(at) for name, at in addresses.items()}, ROUNDS)
    base = found["list"]
    show(
        f"P5: whole pages over {ROWS} partners against the list of partners, by the wall and by the processor",
        [
            (
                name,
                f"{1000 * one.wall:.0f} ms",
                f"{one.wall / base.wall:.1f} x",
                f"{one.cpu / base.cpu:.1f} x",
            )
            for name, one in found.items()
        ],
    )
    assert max(one.wall for one in found.values()) / base.wall <= 150


def _typed() -> list[tuple[str, str]]:
    return [("rare", RARE.replace(" ", "+")), ("worst", WORST.replace(" ", "+"))]


def plain(text: str) -> str:
    """Folding done another way than the portal's: what is found must not hang on one and the same mistake."""
    apart = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def test_recall(filled):
    """What a person types, with accents, without, with half of them, taken apart: every row that holds it is found."""
    user, one = holder("presidium"), of_partners()
    folded = [plain(name) for name in filled]
    draw, lost, expected, asked = random.Random(5), 0, 0, 0
    for _ in range(60):
        words = draw.sample(draw.choice(filled).split(), 3)
        typed = draw.choice([str, plain, str.upper, lambda text: unicodedata.normalize("NFD", text)])(
            " ".join(words)
        )
        wanted = {n for n, text in enumerate(folded) if all(plain(word) in text for word in words)}
        rows = one.matching(one.rows(user), asked_for(typed), user).values_list("name_vi", flat=True)
        lost += len({filled[n] for n in wanted} - set(rows))
        expected, asked = expected + len(wanted), asked + 1
    show("P5: recall (goal: 100 %)", [(f"{asked} searches", f"{expected} rows", f"{lost} lost")])
    assert expected > 1000
    assert lost == 0


pytestmark = pytest.mark.django_db
