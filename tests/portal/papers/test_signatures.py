"""What is read from the digital signatures of a PDF."""

import io

import pikepdf

from portal.rendering.signatures import signatures_in
from tests.factories.papers import signed_pdf


def test_the_signature_says_who_signed_and_that_nothing_was_changed():
    (found,) = signatures_in(signed_pdf("Phó Chủ tịch (thử nghiệm)", "Liên đoàn Lao động tỉnh Lào Cai"))
    assert found.signer == "Phó Chủ tịch (thử nghiệm)"
    assert found.organisation == "Liên đoàn Lao động tỉnh Lào Cai"
    assert found.signed_at.startswith("20")
    assert (found.covers_all, found.is_intact, found.is_genuine) == (True, True, True)


def test_a_changed_byte_is_seen():
    content = signed_pdf()
    changed = content.replace(b"595", b"594", 1)
    assert len(changed) == len(content)
    assert changed != content
    (found,) = signatures_in(changed)
    assert not found.is_intact
    assert found.covers_all


def test_what_was_added_behind_the_signature_is_seen():
    (found,) = signatures_in(signed_pdf() + b"\n% more\n")
    assert found.is_intact
    assert not found.covers_all


def test_a_signature_that_the_key_did_not_make_is_not_genuine():
    """The digest fits and the certificate is there, but the value of the signature is not the key's."""
    content = signed_pdf()
    start = content.index(b"/Contents") + len(b"/Contents")
    start = content.index(b"<", start) + 1
    digits = content[start : content.index(b">", start)]
    trimmed = digits.rstrip(b"0")
    last = len(trimmed) - 40
    forged = bytearray(digits)
    forged[last : last + 2] = b"00" if digits[last : last + 2] != b"00" else b"11"
    (found,) = signatures_in(content.replace(digits, bytes(forged)))
    assert found.is_intact
    assert found.is_genuine is False


def test_a_damaged_signature_is_shown_as_not_intact():
    content = signed_pdf()
    start = content.index(b"<", content.index(b"/Contents")) + 1
    (found,) = signatures_in(content[:start] + b"00000000" + content[start + 8 :])
    assert (found.signer, found.is_intact, found.is_genuine) == ("", False, None)


def test_a_scan_and_a_picture_have_no_signature():
    plain = io.BytesIO()
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(plain)
    assert signatures_in(plain.getvalue()) == []
    assert signatures_in(b"\xff\xd8\xff picture") == []
