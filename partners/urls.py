from django.urls import path

from .register.candidacies import CandidacyRegister
from .register.contacts import ContactRegister
from .register.counterparts import CounterpartRegister
from .register.initiatives import InitiativeRegister
from .register.obligations import ObligationRegister
from .register.partners import PartnerRegister
from .register.standing import PositionRegister
from .views import candidacies, choices, contacts, standing, timeline, twins, unmatched
from .views.partner_pages import following_merges

app_name = "partners"
urlpatterns = [
    path("chon/", choices.partner_choices, name="partner-choices"),
    path("ten-chua-khop/", unmatched.unmatched, name="unmatched"),
    path("ten-chua-khop/khop/", unmatched.match, name="match"),
    path("lien-he/can-don/", contacts.contacts_to_clean, name="contacts-to-clean"),
    path("lien-he/<int:pk>/don/", contacts.clean_contact, name="clean-contact"),
    *ContactRegister().urls("lien-he/"),
    path("ket-nghia/", twins.twin_provinces, name="twins"),
    path("ket-nghia/xuat/", twins.export_twins, name="twins-export"),
    *CounterpartRegister().urls("dau-moi/"),
    path("vi-the/", standing.overview, name="standing"),
    path("vi-the/<int:year>/<slug:format>/", standing.download, name="standing-download"),
    *PositionRegister().urls("vi-the/chuc-danh/"),
    path("vi-the/nghia-vu/mo-nam/<int:year>/", standing.open_obligations, name="obligation-open-year"),
    *ObligationRegister().urls("vi-the/nghia-vu/"),
    path("vi-the/ung-cu/bang/", candidacies.board, name="candidacy-board"),
    path("vi-the/ung-cu/<int:pk>/buoc/<slug:name>/", candidacies.step, name="candidacy-step"),
    *CandidacyRegister().urls("vi-the/ung-cu/"),
    *InitiativeRegister().urls("vi-the/sang-kien/"),
    path("<int:pk>/dong-thoi-gian/", timeline.timeline, name="timeline"),
    path("<int:pk>/dong-thoi-gian/xuat/", timeline.timeline_export, name="timeline-export"),
    *following_merges(PartnerRegister().urls("")),
]
