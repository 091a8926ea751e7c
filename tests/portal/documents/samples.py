"""A record and an uploaded file, for the tests of documents and jobs."""

from django.core.files.uploadedfile import SimpleUploadedFile

from partners.models import Partner, PartnerType
from portal.records.services import save_record
from tests.portal.documents import files


def make_partner(name: str) -> Partner:
    return save_record(Partner(name_vi=name, partner_type=PartnerType.NATIONAL_CENTRE, country="LA"), by=None)


def upload(name: str = "quyet-dinh.pdf", content: bytes = files.PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)
