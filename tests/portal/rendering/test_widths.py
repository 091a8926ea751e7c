"""Columns that are never so narrow that a date or a sum is cut in two."""

import pytest

from portal.rendering.table import Column, Table
from portal.rendering.widths import LANDSCAPE, fitted

LONG = "135.260.000"


def test_shares_stay_where_every_word_has_room():
    columns = [Column("STT", 10), Column("Tên", 60), Column("Ngày", 30)]
    assert Table(columns, [[1, "Thăm Lào", "20/12/2021"]]).percentages == [10, 60, 30]


def test_a_column_too_narrow_for_a_date_takes_what_others_can_spare():
    names = [Column(f"Cột {number}", 12) for number in range(7)]
    table = Table([*names, Column("Ngày", 2)], [[*["một hai ba"] * 7, "20/12/2021"]], landscape=True)
    shares = table.percentages
    assert sum(shares) == pytest.approx(100, abs=0.1)
    assert shares[-1] * LANDSCAPE / 100 > 12 * 10 * 0.4
    assert len(set(shares[:-1])) == 1


def test_a_sum_that_ends_a_column_is_measured_too():
    def share(total):
        columns = [Column("Đơn vị", 90), Column("Tổng", 3, "right")]
        return Table(columns, [["LĐLĐ tỉnh Lào Cai", 1]], total=total).percentages[-1]

    assert share(["Cộng", 135_260_000]) > share(["Cộng", 1]) > 3


def test_an_address_that_nothing_could_hold_is_cut_and_does_not_push_the_others_out():
    shares = fitted(
        [90, 10], [["một"], ["https://example.com/" + "a" * 300]], density="plain", whole=LANDSCAPE
    )
    assert shares == [76, 24]


def test_where_all_need_more_than_there_is_the_shares_stay():
    assert fitted([10] * 10, [[LONG * 3]] * 10, density="plain", whole=453.5) == [10] * 10
