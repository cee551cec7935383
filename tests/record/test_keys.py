"""The log's key is made once and stays readable by its owner alone."""

from __future__ import annotations

import stat

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from prakat.record import keys


def test_the_first_use_makes_the_key_and_later_ones_find_it(tmp_path):
    first = keys.log_key(tmp_path / "keys")
    assert keys.log_key(tmp_path / "keys").private_bytes_raw() == first.private_bytes_raw()
    assert [path.name for path in (tmp_path / "keys").iterdir()] == ["log.key"]


def test_nobody_else_may_read_it(tmp_path):
    keys.log_key(tmp_path / "keys")
    assert stat.S_IMODE((tmp_path / "keys" / "log.key").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700


def test_of_two_that_make_it_at_once_both_use_the_first(tmp_path):
    first = keys.log_key(tmp_path)
    keys._make(tmp_path / keys.NAME)
    assert keys.log_key(tmp_path).private_bytes_raw() == first.private_bytes_raw()


def test_a_damaged_key_is_an_error_and_never_replaced(tmp_path):
    (tmp_path / keys.NAME).write_text("not a key")
    with pytest.raises(keys.KeyFileError, match="no private key"):
        keys.log_key(tmp_path)
    assert (tmp_path / keys.NAME).read_text() == "not a key"


def test_a_key_of_another_kind_is_refused(tmp_path):
    pem = ec.generate_private_key(ec.SECP256R1()).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (tmp_path / keys.NAME).write_bytes(pem)
    with pytest.raises(keys.KeyFileError, match="another kind"):
        keys.log_key(tmp_path)
