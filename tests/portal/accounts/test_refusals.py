"""What the pages of signing in refuse: the field and what is expected, in Vietnamese, and never what was typed."""

import pytest
from django.core.cache import cache

from portal.accounts.services import create_account, invite
from tests.factories.accounts import PASSWORD

SIGN_IN, FORGOTTEN, CHANGE = "/tai-khoan/dang-nhap/", "/tai-khoan/quen-mat-khau/", "/tai-khoan/mat-khau/"
CODE, SET = "/tai-khoan/ma-mot-lan/", "/tai-khoan/mat-khau-moi/"
NEW = "mật-khẩu-mới-2027"
SHORT = "Mật khẩu mới: đang gõ quá ngắn, cần ít nhất 10 ký tự."
COMMON = "Mật khẩu mới: đang gõ mật khẩu quá thông dụng, cần mật khẩu mà người khác không dùng."
SIMILAR = "Mật khẩu mới: đang gõ gần giống “"
DIFFERS = "Nhập lại mật khẩu mới: khác với ô “Mật khẩu mới”, cần gõ giống nhau ở cả hai ô."


@pytest.fixture(autouse=True)
def fresh_counters():
    """Attempts of one test do not count against the next."""
    cache.clear()


def sentences(response) -> list[str]:
    form = response.context["form"]
    return [sentence for found in form.errors.values() for sentence in found]


def test_empty_boxes_of_the_sign_in_page_are_named(client, db):
    response = client.post(SIGN_IN, {})
    assert sentences(response) == [
        "Tên đăng nhập hoặc địa chỉ thư điện tử: đang để trống, cần có nội dung.",
        "Mật khẩu: đang để trống, cần có nội dung.",
    ]
    page = response.content.decode()
    assert '<a href="#id_login">Tên đăng nhập hoặc địa chỉ thư điện tử: đang để trống' in page
    assert '<a href="#id_password">Mật khẩu: đang để trống' in page


@pytest.mark.parametrize("name", ["khong.ai", "khong.ai@example.vn"])
def test_a_wrong_name_and_a_wrong_password_read_alike(client, officer, name):
    stranger = sentences(client.post(SIGN_IN, {"login": name, "password": "bí-mật-7"}))
    known = client.post(SIGN_IN, {"login": officer.username, "password": "bí-mật-7"})
    assert stranger == sentences(known)
    assert stranger[0].startswith("Tên đăng nhập, mật khẩu: đang gõ không khớp nhau, cần ")
    assert "bí-mật-7" not in known.content.decode()


def test_a_mail_address_that_is_none_is_shown_with_an_example(client, db):
    assert sentences(client.post(FORGOTTEN, {"email": "can.bo"})) == [
        "Địa chỉ thư điện tử: đang ghi “can.bo”, cần địa chỉ thư như ten@donvi.vn."
    ]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("ngan7", "ngan7", [SHORT]),
        ("password123", "password123", [COMMON]),
        (NEW, "khác-hẳn-2027", [DIFFERS]),
    ],
)
def test_a_changed_password_is_refused_without_being_repeated(client, officer, first, second, expected):
    client.force_login(officer)
    response = client.post(CHANGE, {"oldpassword": PASSWORD, "password1": first, "password2": second})
    assert sentences(response) == expected
    assert first not in response.content.decode()
    assert second not in response.content.decode()


def test_a_password_like_the_account_name_and_a_wrong_present_one_are_refused(client, officer):
    client.force_login(officer)
    alike = f"{officer.username}-{officer.username}"[:14]
    response = client.post(CHANGE, {"oldpassword": "sai", "password1": alike, "password2": alike})
    old, new = sentences(response)
    assert old == "Mật khẩu hiện tại: đang gõ không đúng, cần mật khẩu đang dùng để đăng nhập."
    assert new.startswith(SIMILAR)
    assert alike not in response.content.decode()


def test_the_page_of_an_invitation_speaks_alike(client, db, administrator):
    user = create_account(username="moi.lcai", display_name="Cán bộ mới", by=administrator)
    action = client.get(invite(user, by=administrator), follow=True).context["action_url"]
    assert sentences(client.post(action, {"password1": "ngan7", "password2": "ngan7"})) == [SHORT]
    assert sentences(client.post(action, {"password1": NEW, "password2": f"{NEW}8"})) == [DIFFERS]


def test_who_came_by_a_code_is_told_alike(client, officer):
    officer.must_change_password = True
    officer.save()
    client.force_login(officer)
    assert sentences(client.post(SET, {"password1": "ngan7", "password2": "ngan7"})) == [SHORT]
    assert sentences(client.post(SET, {"password1": NEW, "password2": f"{NEW}8"})) == [DIFFERS]
    assert sentences(client.post(SET, {"password1": "", "password2": NEW})) == [
        "Mật khẩu mới: đang để trống, cần có nội dung."
    ]


def test_a_one_time_code_is_never_repeated(client, db):
    long = client.post(CODE, {"username": "moi.lcai", "code": "123456781234567812345678"})
    assert sentences(long) == ["Mã dùng một lần: nội dung vừa gõ chưa đúng, cần không quá 20 ký tự."]
    wrong = client.post(CODE, {"username": "moi.lcai", "code": "12345678"})
    assert sentences(wrong)[0].startswith("Tên đăng nhập, mã dùng một lần: đang gõ không khớp nhau")
    assert "12345678" not in sentences(long)[0] + sentences(wrong)[0]
