"""Coming in: by password, by a link, by a code read out on the telephone; and what the trail keeps of it."""

import datetime as dt
import json
import re

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.accounts.checks import check_no_demonstration_accounts
from portal.accounts.models import OneTimeCode
from portal.accounts.services import create_account, invite, read_out_code, set_active, use_code
from portal.audit.models import Entry, Verb
from portal.notifications.models import Letter
from tests.factories.accounts import PASSWORD, UserFactory

NOW = timezone.make_aware(dt.datetime(2026, 11, 16, 8, 0))
NEW = "mật-khẩu-mới-2027"
SIGN_IN, CODE, SET = "/tai-khoan/dang-nhap/", "/tai-khoan/ma-mot-lan/", "/tai-khoan/mat-khau-moi/"


@pytest.fixture(autouse=True)
def fresh_counters():
    """Attempts of one test do not count against the next."""
    cache.clear()


def sign_in(client, name, password=PASSWORD):
    return client.post(SIGN_IN, {"login": name, "password": password})


def is_signed_in(client):
    return "_auth_user_id" in client.session


def verbs(user):
    return list(Entry.objects.filter(actor_id=user.pk).order_by("pk").values_list("verb", flat=True))


@pytest.mark.parametrize("name", ["username", "email"])
def test_name_or_mail_address_with_the_password_opens(client, officer, name):
    response = sign_in(client, getattr(officer, name))
    assert response.status_code == 302
    assert is_signed_in(client)
    assert verbs(officer) == [Verb.SIGNED_IN]


def test_a_wrong_password_is_refused_and_kept_on_the_trail_without_it(client, officer):
    response = sign_in(client, officer.username, "sai-mật-khẩu")
    assert not is_signed_in(client)
    (sentence,) = response.context["form"].non_field_errors()
    assert sentence in response.content.decode()
    entry = Entry.objects.get(verb=Verb.SIGN_IN_FAILED)
    assert entry.target_id == str(officer.pk)
    assert "sai-mật-khẩu" not in json.dumps([entry.target, entry.details], ensure_ascii=False)


def test_a_name_that_is_nobodys_is_not_kept(client, db):
    sign_in(client, "mật-khẩu-gõ-nhầm-ô")
    entry = Entry.objects.get(verb=Verb.SIGN_IN_FAILED)
    assert (entry.target, entry.actor_id) == ("", None)
    assert "gõ-nhầm" not in str(entry.details)


def test_after_five_wrong_passwords_the_right_one_is_refused_too(client, officer):
    for _attempt in range(5):
        sign_in(client, officer.username, "sai")
    sign_in(client, officer.username)
    assert not is_signed_in(client)


def test_a_closed_account_does_not_come_in_and_is_thrown_out(client, officer, administrator):
    client.force_login(officer)
    assert client.get("/tai-khoan/").status_code == 200
    set_active(officer, active=False, by=administrator)
    assert client.get("/tai-khoan/").status_code == 302
    client.logout()
    sign_in(client, officer.username)
    assert not is_signed_in(client)


def test_nobody_closes_their_own_account(administrator):
    with pytest.raises(ValidationError):
        set_active(administrator, active=False, by=administrator)


def test_signing_out_is_on_the_trail(client, officer):
    sign_in(client, officer.username)
    client.post("/tai-khoan/dang-xuat/")
    assert not is_signed_in(client)
    assert verbs(officer) == [Verb.SIGNED_IN, Verb.SIGNED_OUT]


def test_nobody_signs_up(client, db):
    for address in ("/tai-khoan/signup/", "/tai-khoan/email/", "/tai-khoan/dang-ky/"):
        assert client.get(address).status_code == 404


# -- demonstration --


def test_the_sign_in_page_offers_demonstration_accounts_only_in_a_demonstration(client, settings, officer):
    officer.is_demonstration = True
    officer.save()
    page = client.get(SIGN_IN).content.decode()
    assert f'data-fill-username="{officer.username}"' in page
    assert PASSWORD not in page
    settings.DEMONSTRATION = False
    assert officer.username not in client.get(SIGN_IN).content.decode()


def test_a_real_account_is_never_listed(client, officer):
    assert officer.username not in client.get(SIGN_IN).content.decode()


def test_production_lets_no_demonstration_account_in(client, settings, officer):
    officer.is_demonstration = True
    officer.save()
    client.force_login(officer)
    settings.PRODUCTION = True
    assert client.get("/tai-khoan/", secure=True).status_code == 302
    client.logout()
    client.post(SIGN_IN, {"login": officer.username, "password": PASSWORD}, secure=True)
    assert not is_signed_in(client)


def test_the_check_of_a_production_database_finds_demonstration_accounts(settings, officer):
    officer.is_demonstration = True
    officer.save()
    assert check_no_demonstration_accounts(databases=["default"]) == []
    settings.PRODUCTION = True
    (error,) = check_no_demonstration_accounts(databases=["default"])
    assert error.id == "accounts.E001"


# -- one-time codes --


def test_a_code_opens_once_and_asks_for_a_new_password_before_anything_else(client, officer, administrator):
    code = read_out_code(officer, by=administrator, at=timezone.now())
    response = client.post(CODE, {"username": officer.username.upper(), "code": f"{code[:4]} {code[4:]}"})
    assert response.url == SET
    assert client.get("/tai-khoan/").url == SET
    client.post(SET, {"password1": NEW, "password2": NEW})
    assert client.get("/tai-khoan/").status_code == 200
    officer.refresh_from_db()
    assert officer.check_password(NEW)
    assert not officer.must_change_password
    client.logout()
    assert client.post(CODE, {"username": officer.username, "code": code}).status_code == 422


def test_the_code_is_eight_digits_and_only_its_hash_is_kept(officer, administrator):
    code = read_out_code(officer, by=administrator, at=NOW)
    assert re.fullmatch(r"\d{8}", code)
    assert code not in OneTimeCode.objects.get().digest
    kept = json.dumps(
        [list(Entry.objects.values("target", "details")), verbs(administrator)], ensure_ascii=False
    )
    assert code not in kept
    assert Entry.objects.filter(verb=Verb.CODE_READ_OUT, actor_id=administrator.pk).count() == 1


@pytest.mark.parametrize(("minutes", "opens"), [(14, True), (15, False)])
def test_a_code_lives_for_fifteen_minutes(officer, administrator, minutes, opens):
    code = read_out_code(officer, by=administrator, at=NOW)
    at = NOW + dt.timedelta(minutes=minutes)
    if opens:
        assert use_code(username=officer.username, code=code, at=at) == officer
    else:
        with pytest.raises(ValidationError):
            use_code(username=officer.username, code=code, at=at)


def test_five_wrong_tries_spoil_the_code(officer, administrator):
    code = read_out_code(officer, by=administrator, at=NOW)
    wrong = "00000000" if code != "00000000" else "11111111"
    for _try in range(5):
        with pytest.raises(ValidationError):
            use_code(username=officer.username, code=wrong, at=NOW)
    with pytest.raises(ValidationError):
        use_code(username=officer.username, code=code, at=NOW)
    assert Entry.objects.filter(verb=Verb.SIGN_IN_FAILED).count() == 6


def test_a_newer_code_spoils_the_older_one(officer, administrator):
    old = read_out_code(officer, by=administrator, at=NOW)
    new = read_out_code(officer, by=administrator, at=NOW)
    with pytest.raises(ValidationError):
        use_code(username=officer.username, code=old, at=NOW)
    assert use_code(username=officer.username, code=new, at=NOW) == officer


def test_a_code_opens_its_own_account_alone(officer, other_officer, administrator):
    code = read_out_code(officer, by=administrator, at=NOW)
    for name in (other_officer.username, "không-có-ai"):
        with pytest.raises(ValidationError) as refused:
            use_code(username=name, code=code, at=NOW)
    assert officer.username not in refused.value.message


def test_a_closed_account_gets_no_code(officer, administrator):
    code = read_out_code(officer, by=administrator, at=NOW)
    set_active(officer, active=False, by=administrator)
    with pytest.raises(ValidationError):
        use_code(username=officer.username, code=code, at=NOW)
    with pytest.raises(ValidationError):
        read_out_code(officer, by=administrator, at=NOW)


# -- links --


def test_an_invitation_sets_the_password_once(client, db, administrator):
    user = create_account(username="moi.lcai", display_name="Cán bộ mới", by=administrator)
    assert not user.has_usable_password()
    path = invite(user, by=administrator)
    form = client.get(path, follow=True)
    action = form.context["action_url"]
    client.post(action, {"password1": NEW, "password2": NEW})
    user.refresh_from_db()
    assert user.check_password(NEW)
    assert is_signed_in(client)
    client.logout()
    assert client.get(path).context["token_fail"]
    assert path.split("/")[-2] not in json.dumps(list(Entry.objects.values("target", "details")))


def test_a_forgotten_password_sends_a_letter_to_known_addresses_alone(client, officer):
    known = client.post("/tai-khoan/quen-mat-khau/", {"email": officer.email})
    unknown = client.post("/tai-khoan/quen-mat-khau/", {"email": "khong.ai@example.vn"})
    assert known.url == unknown.url == reverse("account_reset_password_done")
    letter = Letter.objects.get()
    assert letter.to_address == officer.email
    assert "/tai-khoan/dat-mat-khau/" in letter.text


def test_changing_the_password_keeps_this_session_and_is_on_the_trail(client, officer):
    sign_in(client, officer.username)
    client.post("/tai-khoan/mat-khau/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    officer.refresh_from_db()
    assert officer.check_password(NEW)
    assert client.get("/tai-khoan/").status_code == 200
    assert verbs(officer) == [Verb.SIGNED_IN, Verb.PASSWORD_CHANGED]


@pytest.mark.parametrize("weak", ["ngắn", "1234567890", "password123"])
def test_a_weak_password_is_refused(client, officer, weak):
    officer.must_change_password = True
    officer.save()
    client.force_login(officer)
    assert client.post(SET, {"password1": weak, "password2": weak}).status_code == 422


# -- one's own pages --


def test_other_sessions_can_be_ended(client, officer):
    other = Client()
    for browser in (client, other):
        sign_in(browser, officer.username)
    assert client.get("/tai-khoan/phien/").context["session_count"] == 2
    client.post("/tai-khoan/phien/")
    assert client.get("/tai-khoan/").status_code == 200
    assert other.get("/tai-khoan/").status_code == 302


def test_the_profile_changes_telephone_and_language_and_nothing_else(client, officer):
    client.force_login(officer)
    sent = {"telephone": "0214 000 000", "language": "en", "email": "x@example.vn", "display_name": "X"}
    response = client.post("/tai-khoan/", sent)
    before = (officer.email, officer.display_name)
    officer.refresh_from_db()
    assert (officer.telephone, officer.language) == ("0214 000 000", "en")
    assert (officer.email, officer.display_name) == before
    assert response.cookies["django_language"].value == "en"
    assert "My account" in client.get("/tai-khoan/").content.decode()


def test_the_profile_says_what_the_role_permits(client, officer):
    client.force_login(officer)
    (office,) = client.get("/tai-khoan/").context["offices"]
    assert str(office.definition.description) in client.get("/tai-khoan/").content.decode()


def test_an_english_browser_still_gets_vietnamese(client, db):
    page = client.get(SIGN_IN, headers={"accept-language": "en-US,en"})
    assert page.headers["Content-Language"] == "vi"
    assert '<html lang="vi">' in page.content.decode()


def test_two_accounts_never_differ_only_in_capitals(db):
    UserFactory(username="lcai.doingoai", email="lcai@example.vn")
    for name, mail in [("LCAI.doingoai", ""), ("khac", "LCAI@example.vn")]:
        with pytest.raises(ValidationError):
            create_account(username=name, display_name="X", email=mail, by=None)
