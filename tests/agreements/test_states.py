"""Where an agreement stands on a day, with dates as partial as the sources give them."""

import datetime as dt
import itertools

import pytest

from agreements.models import Agreement, AgreementState
from portal.text import PartialDate
from tests.factories.agreements import agreement

S = AgreementState
TODAY = dt.date(2026, 11, 15)


def stated(**values) -> Agreement:
    dates = ("signed_on", "starts_on", "ends_on")
    read = {k: PartialDate.parse(v) if k in dates and v else v for k, v in values.items()}
    return Agreement(title="Thỏa thuận", **read)


@pytest.mark.parametrize(
    ("values", "on", "state"),
    [
        # a term in years covers all of them
        ({"starts_on": "2018", "ends_on": "2023"}, dt.date(2017, 12, 31), S.NOT_YET),
        ({"starts_on": "2018", "ends_on": "2023"}, dt.date(2018, 1, 1), S.IN_FORCE),
        ({"starts_on": "2018", "ends_on": "2023"}, dt.date(2023, 12, 31), S.EXPIRING),
        ({"starts_on": "2018", "ends_on": "2023"}, dt.date(2024, 1, 1), S.EXPIRED),
        # a month, and a day
        ({"signed_on": "10/2018", "ends_on": "02/2024"}, dt.date(2024, 2, 29), S.EXPIRING),
        ({"signed_on": "10/2018", "ends_on": "02/2024"}, dt.date(2024, 3, 1), S.EXPIRED),
        ({"signed_on": "05/10/2018", "ends_on": "05/10/2023"}, dt.date(2018, 10, 4), S.NOT_YET),
        ({"signed_on": "05/10/2018", "ends_on": "05/10/2023"}, dt.date(2018, 10, 5), S.IN_FORCE),
        ({"signed_on": "05/10/2018", "ends_on": "05/10/2023"}, dt.date(2023, 10, 5), S.EXPIRING),
        ({"signed_on": "05/10/2018", "ends_on": "05/10/2023"}, dt.date(2023, 10, 6), S.EXPIRED),
        # the ninety days
        ({"signed_on": "2020", "ends_on": "13/02/2027"}, TODAY, S.EXPIRING),
        ({"signed_on": "2020", "ends_on": "14/02/2027"}, TODAY, S.IN_FORCE),
        # in force later than signed
        (
            {"signed_on": "10/12/2025", "starts_on": "2026", "ends_on": "2030"},
            dt.date(2025, 12, 20),
            S.NOT_YET,
        ),
        # no end
        ({"signed_on": "2015"}, TODAY, S.UNKNOWN),
        ({"signed_on": "2015", "has_no_term": True}, TODAY, S.IN_FORCE),
        ({"signed_on": "2015", "auto_renewal": True}, TODAY, S.IN_FORCE),
        ({"signed_on": "2015", "ends_on": "2020", "auto_renewal": True}, TODAY, S.IN_FORCE),
        ({}, TODAY, S.UNKNOWN),
        # not signed
        ({"kind": "other"}, TODAY, S.AGREED),
        ({"kind": "other", "signed_on": "11/2018"}, TODAY, S.UNKNOWN),
        ({"is_planned": True, "starts_on": "2027", "ends_on": "2030"}, TODAY, S.PLANNED),
    ],
)
def test_state_on_a_day(values, on, state):
    assert stated(**values).state_on(on) == state


def asked(on: dt.date) -> dict[str, set[int]]:
    """What the database answers, state by state."""
    rows = Agreement.objects.all()
    expiring = rows.expiring_within(days=90, on=on)
    questions = {
        S.PLANNED: rows.planned(),
        S.AGREED: rows.agreed_in_talks(),
        S.NOT_YET: rows.not_yet_in_force(on=on),
        S.IN_FORCE: rows.in_force(on=on).exclude(pk__in=expiring.values("pk")),
        S.EXPIRING: expiring,
        S.EXPIRED: rows.expired(on=on),
        S.UNKNOWN: rows.of_unknown_term(on=on),
    }
    return {state: set(found.values_list("pk", flat=True)) for state, found in questions.items()}


def test_the_database_says_the_same_as_the_record(province):
    """Every combination of dates and marks, on days around every boundary: one state each, the same twice."""
    signings = (None, "2024", "05/2025", "30/06/2025")
    begins = (None, "2025", "07/2025")
    ends = (None, "2026", "11/2026", "15/11/2026", "13/02/2027", "14/02/2027", "2031")
    marks = ({}, {"auto_renewal": True}, {"kind": "other"})
    made = [
        agreement(province, signed_on=signed, starts_on=begun, ends_on=ended, **mark)
        for signed, begun, ended, mark in itertools.product(signings, begins, ends, marks)
    ]
    made += [agreement(province, is_planned=True), agreement(province, signed_on="2024", has_no_term=True)]
    for on in (
        dt.date(2024, 12, 31), dt.date(2025, 6, 30), dt.date(2025, 7, 1), dt.date(2026, 10, 2), TODAY,
        dt.date(2026, 11, 16), dt.date(2026, 11, 30), dt.date(2026, 12, 1), dt.date(2027, 1, 1),
    ):  # fmt: skip
        found = asked(on)
        for record in made:
            states = {state for state, keys in found.items() if record.pk in keys}
            assert states == {record.state_on(on)}, (on, record.signed_on, record.starts_on, record.ends_on)


def test_an_agreement_belongs_to_the_period_of_its_signing(province):
    record = agreement(province, signed_on="10/12/2025", starts_on="2026", ends_on="2030")
    rows = Agreement.objects.all()
    assert list(rows.signed_within(dt.date(2025, 12, 1), dt.date(2025, 12, 31))) == [record]
    assert not rows.signed_within(dt.date(2030, 1, 1), dt.date(2030, 12, 31)).exists()


def test_where_the_signing_is_not_known_the_term_places_it(province):
    record = agreement(province, starts_on="2017", ends_on="2020")
    assert list(Agreement.objects.signed_within(dt.date(2017, 1, 1), dt.date(2017, 12, 31))) == [record]


def test_a_year_of_signing_is_unplaced_in_half_a_year(province):
    record = agreement(province, signed_on="2025")
    rows = Agreement.objects.all()
    half = (dt.date(2025, 1, 1), dt.date(2025, 6, 30))
    assert not rows.signed_within(*half).exists()
    assert list(rows.concluded().unplaced(*half)) == [record]


def test_a_planned_agreement_is_in_no_period(province):
    agreement(province, is_planned=True, starts_on="2026")
    assert not Agreement.objects.signed_within(dt.date(2026, 1, 1), dt.date(2026, 12, 31)).exists()
