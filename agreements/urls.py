from django.urls import path

from .register import AgreementRegister, ResourceRegister
from .register.indicators import IndicatorRegister
from .views import (
    choices,
    commitments,
    grants,
    life,
    parties,
    resource_money,
    resource_results,
    terms,
    texts,
    trends,
)

app_name = "agreements"
RESOURCE = "nguon-luc/<int:pk>/"
urlpatterns = [
    path("<int:pk>/cac-ben/", parties.parties, name="agreement-parties"),
    path("<int:pk>/toan-van/", texts.texts, name="agreement-texts"),
    path("<int:pk>/toan-van/them/", texts.text_new, name="agreement-text-new"),
    path("<int:pk>/toan-van/so-sanh/", texts.compare, name="agreement-text-compare"),
    path("<int:pk>/toan-van/<int:version>/", texts.text, name="agreement-text"),
    path("<int:pk>/vong-doi/", life.life, name="agreement-life"),
    path("<int:pk>/vong-doi/<slug:name>/", life.act, name="agreement-act"),
    path("<int:pk>/sua-doi/them/", life.amendment_new, name="amendment-new"),
    path("<int:pk>/sua-doi/<int:amendment>/", life.amendment_edit, name="amendment-edit"),
    path("<int:pk>/sua-doi/<int:amendment>/bo/", life.amendment_take_back, name="amendment-take-back"),
    path("<int:pk>/cam-ket/", commitments.commitments, name="agreement-commitments"),
    path("<int:pk>/cam-ket/them/", commitments.commitments_add, name="commitments-add"),
    path("<int:pk>/cam-ket/<int:commitment>/", commitments.commitment_clause, name="commitment-clause"),
    path(f"{RESOURCE}quy-trinh/", grants.resource_procedure, name="resource-procedure"),
    path(f"{RESOURCE}quy-trinh/bat-dau/", grants.resource_open, name="resource-open"),
    path(f"{RESOURCE}quy-trinh/<slug:name>/", grants.resource_step, name="resource-step"),
    path(f"{RESOURCE}tien/", resource_money.resource_money, name="resource-money"),
    path(f"{RESOURCE}tien/xuat/", resource_money.resource_money_export, name="resource-money-export"),
    path(f"{RESOURCE}tien/ty-le/", resource_money.resource_shares, name="resource-shares"),
    path(f"{RESOURCE}tien/them/", resource_money.movement_add, name="movement-add"),
    path(f"{RESOURCE}tien/<int:movement>/", resource_money.movement_edit, name="movement-edit"),
    path(f"{RESOURCE}tien/<int:movement>/rut/", resource_money.movement_withdraw, name="movement-withdraw"),
    path(f"{RESOURCE}ket-qua/", resource_results.resource_results, name="resource-results"),
    path(f"{RESOURCE}ket-qua/sua/", resource_results.resource_results_edit, name="resource-results-edit"),
    path(f"{RESOURCE}bao-cao/", resource_results.resource_reports, name="resource-reports"),
    path(f"{RESOURCE}bao-cao/mo/", resource_results.reports_open, name="reports-open"),
    path(f"{RESOURCE}bao-cao/them/", resource_results.report_add, name="grant-report-add"),
    path(f"{RESOURCE}bao-cao/<int:report>/", resource_results.report_edit, name="grant-report-edit"),
    path(f"{RESOURCE}bao-cao/<int:report>/khong-can/", resource_results.report_waive, name="grant-report-waive"),
    path("lua-chon/", choices.agreement_choices, name="agreement-choices"),
    *IndicatorRegister().urls("chi-so-ket-qua/"),
    path("nguon-luc/xu-huong/", trends.resource_trends, name="trends"),
    path("nguon-luc/xu-huong/tai-ve/", trends.resource_trends_export, name="trends-export"),
    path("thoi-han/", terms.agreement_terms, name="terms"),
    path("thoi-han/tai-ve/", terms.agreement_terms_export, name="terms-export"),
    *ResourceRegister().urls("nguon-luc/"),
    *AgreementRegister().urls(""),
]
