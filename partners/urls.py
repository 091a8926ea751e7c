from django.urls import path

from portal.registers.pages import edit_view

from .register.candidacies import CandidacyRegister
from .register.contacts import ContactRegister
from .register.counterparts import CounterpartRegister
from .register.framework import FrameworkRegister
from .register.initiatives import InitiativeRegister
from .register.interactions import InteractionRegister
from .register.matters import MatterRegister
from .register.messages import MessageRegister, TemplateRegister
from .register.objectives import ObjectiveRegister
from .register.obligations import ObligationRegister
from .register.occasions import OccasionRegister
from .register.partners import PartnerRegister
from .register.promises import PromiseRegister
from .register.standing import PositionRegister
from .register.supports import SupportRegister
from .views import (
    assessments,
    attention,
    briefing,
    candidacies,
    choices,
    contacts,
    interactions,
    letters,
    merging,
    messages,
    names,
    occasions,
    promise_sums,
    promises,
    relationship,
    standing,
    timeline,
    twins,
    unmatched,
)
from .views.partner_pages import following_merges

app_name = "partners"
urlpatterns = [
    path("chon/", choices.partner_choices, name="partner-choices"),
    path("chon/giong/", names.resembling, name="resembling"),
    path("ten-chua-khop/", unmatched.unmatched, name="unmatched"),
    path("ten-chua-khop/khop/", unmatched.match, name="match"),
    path("lien-he/giong/", contacts.resembling, name="contacts-resembling"),
    path("lien-he/chon/", interactions.contact_choices, name="contact-choices"),
    path("lien-he/can-don/", contacts.contacts_to_clean, name="contacts-to-clean"),
    path("lien-he/<int:pk>/don/", contacts.clean_contact, name="clean-contact"),
    *contacts.noting_readers(ContactRegister().urls("lien-he/")),
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
    path("<int:pk>/phieu-tom-tat/", briefing.briefing, name="briefing"),
    path("<int:pk>/phieu-tom-tat/<slug:format>/", briefing.briefing_file, name="briefing-file"),
    path("tiep-xuc/chon-nguoi/", interactions.attendee_choices, name="attendee-choices"),
    path("tiep-xuc/chon-can-bo/", interactions.people_choices, name="people-choices"),
    *InteractionRegister().urls("tiep-xuc/"),
    path("viec-da-hua/tong-hop/", promise_sums.sums, name="promise-sums"),
    path("viec-da-hua/tong-hop/xuat/", promise_sums.sums_export, name="promise-sums-export"),
    path("viec-da-hua/<int:pk>/da-lam/", promises.keep, name="promise-keep"),
    path("viec-da-hua/<int:pk>/kiem-tra/", promises.check, name="promise-check"),
    path("viec-da-hua/<int:pk>/khong-lam/", promises.give_up, name="promise-give-up"),
    path("viec-da-hua/<int:pk>/mo-lai/", promises.reopen, name="promise-reopen"),
    path("viec-da-hua/<int:pk>/minh-chung/chon/", promises.evidence_choices, name="promise-evidence"),
    *PromiseRegister().urls("viec-da-hua/"),
    path("van-de/<int:pk>/bao-cao/", interactions.report, name="matter-report"),
    path("van-de/<int:pk>/bao-cao/<slug:format>/", interactions.matter_file, name="matter-file"),
    *MatterRegister().urls("van-de/"),
    path("<int:pk>/dong-thoi-gian/", timeline.timeline, name="timeline"),
    path("<int:pk>/dong-thoi-gian/xuat/", timeline.timeline_export, name="timeline-export"),
    path("can-quan-tam/", attention.attention, name="attention"),
    path("can-quan-tam/xuat/", attention.attention_export, name="attention-export"),
    path("muc-tieu/<int:pk>/buoc/", relationship.objective_verb, name="objective-verb"),
    *ObjectiveRegister().urls("muc-tieu/"),
    *SupportRegister().urls("ung-ho/"),
    path("danh-gia/quyet-dinh/", assessments.rulings, name="rulings"),
    path("danh-gia/quyet-dinh/them/", assessments.new_ruling, name="new-ruling"),
    path("danh-gia/quyet-dinh/<int:pk>/", assessments.ruling, name="ruling"),
    path("<int:pk>/quan-he/", relationship.relationship, name="relationship"),
    path("<int:pk>/quan-he/sua/", edit_view(FrameworkRegister()), name="relationship-edit"),
    path("<int:pk>/quan-he/buoc/", relationship.change, name="relationship-change"),
    path("<int:pk>/quan-he/buoc/<int:step>/rut/", relationship.withdraw, name="relationship-withdraw"),
    path("<int:pk>/quan-he/doi-dang/", relationship.ledger_export, name="ledger-export"),
    path("<int:pk>/danh-gia/", assessments.assess, name="assess"),
    path("<int:pk>/danh-gia/<int:assessment>/", assessments.assess, name="assessment"),
    path("<int:pk>/ten-goi/", names.names, name="names"),
    path("<int:pk>/gop/", merging.merge, name="partner-merge"),
    path("dip/sap-toi/", occasions.coming_occasions, name="occasions-coming"),
    *OccasionRegister().urls("dip/"),
    path("thu/soan/", messages.start, name="message-start"),
    path("thu/<int:pk>/gui/", messages.send, name="message-send"),
    path("thu/<int:pk>/tra-loi/", messages.answer, name="message-answer"),
    path("thu/<int:pk>/in/<slug:format>/", messages.print_letter, name="message-print"),
    *TemplateRegister().urls("thu/mau/"),
    *MessageRegister().urls("thu/"),
    path("<int:pk>/thu/", letters.letters, name="letters"),
    *following_merges(PartnerRegister().urls("")),
]
