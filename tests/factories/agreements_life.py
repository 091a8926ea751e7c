"""A signed agreement with what hangs on it: promises, amendments, versions of its text, a programme under it."""

import datetime as dt

from agreements.models import Agreement, AgreementCommitment, Amendment
from agreements.services.amendments import amend
from agreements.services.texts import save_texts
from partners.models import NextStep, Partner
from portal.text import PartialDate

from .agreements import agreement, partner
from .partners_interactions import step

AT = dt.datetime(2026, 6, 15, 9, tzinfo=dt.UTC)
VIETNAMESE = (
    "Điều 1. Hai bên trao đổi đoàn cán bộ công đoàn hằng năm theo nội dung đã thống nhất.\n"
    "Điều 2. Hai bên hỗ trợ nhau đào tạo cán bộ và chia sẻ thông tin về người lao động."
)
ENGLISH = (
    "Article 1. The two sides exchange delegations of trade union officers every year as agreed.\n"
    "Article 2. The two sides support each other in training and share information on workers."
)


def signed(unit, title="Bản ghi nhớ hợp tác", **values) -> Agreement:
    """Signed 05/10/2023, until 05/10/2028, with a partner."""
    there = values.pop("there", None) or Partner.objects.filter(acronym="LFTU").first() or partner()
    days = {"signed_on": "05/10/2023", "starts_on": "05/10/2023", "ends_on": "05/10/2028"}
    return agreement(unit, title, partners=[there], **{**days, **values})


def promise(of: Agreement, text="Cử đoàn cán bộ sang tập huấn", due_on="2026-09-01", **values) -> NextStep:
    found = step(
        of.unit, of.partners.first() or partner("Đối tác khác", "DTK"), text, due_on=due_on, **values
    )
    AgreementCommitment.objects.create(agreement=of, step=found)
    return found


def addition(of: Agreement, **values) -> Amendment:
    """Not saved; days may be written as people write them."""
    values = {"kind": "amendment", "title": "Bổ sung điều 3", "signed_on": "10/02/2026", **values}
    days = ("signed_on", "starts_on", "new_ends_on")
    return Amendment(
        agreement=of,
        **{key: PartialDate.parse(value) if key in days else value for key, value in values.items()},
    )


def amended(unit) -> Amendment:
    return amend(addition(signed(unit)), by=None, at=AT)


def written(of: Agreement, *, vietnamese=VIETNAMESE, english=ENGLISH, **values) -> int:
    """A new version of the text in two languages; its number."""
    return save_texts(of, {"vi": vietnamese, "en": english}, by=None, at=AT, **values)[0].version
