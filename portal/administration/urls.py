from django.urls import path

from . import account_views, audit_views, rule_views, unit_changes, unit_views

app_name = "administration"
urlpatterns = [
    path("tai-khoan/", account_views.account_list, name="account-list"),
    path("tai-khoan/them/", account_views.account_create, name="account-create"),
    path("tai-khoan/<int:pk>/", account_views.account_detail, name="account-detail"),
    path("tai-khoan/<int:pk>/sua/", account_views.account_edit, name="account-edit"),
    path("tai-khoan/<int:pk>/dong-mo/", account_views.account_activity, name="account-activity"),
    path("tai-khoan/<int:pk>/loi-moi/", account_views.account_invite, name="account-invite"),
    path("tai-khoan/<int:pk>/ma-mot-lan/", account_views.account_code, name="account-code"),
    path("tai-khoan/<int:pk>/vai-tro/", account_views.role_grant, name="role-grant"),
    path("vai-tro/<int:pk>/ket-thuc/", account_views.role_end, name="role-end"),
    path("don-vi-cua-toi/", unit_views.own_unit_page, name="own-unit"),
    path("don-vi/", unit_views.unit_list, name="unit-list"),
    path("don-vi/them/", unit_views.unit_create, name="unit-create"),
    path("don-vi/sap-nhap/", unit_changes.merge, name="unit-merge"),
    path("don-vi/<int:pk>/", unit_views.unit_detail, name="unit-detail"),
    path("don-vi/<int:pk>/sua/", unit_views.unit_edit, name="unit-edit"),
    path("don-vi/<int:pk>/doi-ten/", unit_changes.rename, name="unit-rename"),
    path("don-vi/<int:pk>/chia-tach/", unit_changes.split, name="unit-split"),
    path("don-vi/<int:pk>/ket-thuc/", unit_changes.close, name="unit-close"),
    path("quy-tac/", rule_views.rule_list, name="rule-list"),
    path("quy-tac/<slug:kind>/them/", rule_views.rule_add, name="rule-add"),
    path("quy-tac/<slug:kind>/<int:pk>/sua/", rule_views.rule_edit, name="rule-edit"),
    path("quy-tac/<slug:kind>/<int:pk>/thay/", rule_views.rule_replace, name="rule-replace"),
    path("ngay-nghi/<int:pk>/xoa/", rule_views.holiday_delete, name="holiday-delete"),
    path("nhat-ky/", audit_views.audit_list, name="audit-list"),
    path("nhat-ky/xuat/", audit_views.audit_export, name="audit-export"),
]
