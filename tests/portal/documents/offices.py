"""Units with people in office, for the tests of documents, jobs and notices."""

import datetime as dt

from django.core.files.uploadedfile import SimpleUploadedFile

from partners.models import Partner, PartnerType
from portal.access.services import grant_role
from portal.accounts.models import User
from portal.records.services import save_record
from portal.units.lineage import rebuild_closure
from portal.units.models import Unit, UnitType
from tests.portal.documents import files

START = dt.date(2020, 1, 1)


def unit(code: str, parent: Unit | None = None, kind: str = UnitType.PROVINCIAL_FEDERATION) -> Unit:
    made = Unit.objects.create(
        code=code, unit_type=kind, parent=parent, name=code, short_name=code, valid_from=START, sort_key=code
    )
    rebuild_closure()
    return made


def person(username: str, role: str | None = None, at: Unit | None = None) -> User:
    made = User.objects.create(username=username, display_name=username, email=f"{username}@example.org")
    if role:
        grant_role(user=made, role=role, unit=at, valid_from=START, by=None)
    return made


def make_partner(name: str) -> Partner:
    return save_record(Partner(name_vi=name, partner_type=PartnerType.NATIONAL_CENTRE, country="LA"), by=None)


def upload(name: str = "quyet-dinh.pdf", content: bytes = files.PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)
