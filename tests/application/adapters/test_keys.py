import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import UUID

import pytest

from application.adapters.keys import RootKey, open_root_key
from application.adapters.sealing import Place, seal, unseal
from application.errors import KeyFileRefused, SealBroken

ROOT = RootKey(id=UUID(int=1), key=bytes(range(32)))
PLACE = Place(table="parties", row=UUID(int=2), field="name", subject=UUID(int=3), key_class="subject", key_version=1)


def test_the_first_use_makes_a_key_that_only_its_owner_reads(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "root.key"
    first = open_root_key(path, make=True)
    assert path.stat().st_mode & 0o777 == 0o600
    assert open_root_key(path) == first
    assert open_root_key(path, make=True) == first
    assert list(path.parent.iterdir()) == [path]


def test_two_keys_are_never_alike(tmp_path: Path) -> None:
    one, two = open_root_key(tmp_path / "one", make=True), open_root_key(tmp_path / "two", make=True)
    assert one.key != two.key
    assert one.id != two.id


def test_programs_that_start_at_once_share_one_key(tmp_path: Path) -> None:
    path = tmp_path / "root.key"
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: open_root_key(path, make=True).key, range(32)))
    assert len(keys) == 1


def test_a_missing_key_is_not_made_in_passing(tmp_path: Path) -> None:
    with pytest.raises(KeyFileRefused) as refused:
        open_root_key(tmp_path / "root.key")
    assert refused.value.reason == "missing"
    assert not (tmp_path / "root.key").exists()


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o610])
def test_a_key_that_others_may_touch_is_refused(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "root.key"
    open_root_key(path, make=True)
    path.chmod(mode)
    with pytest.raises(KeyFileRefused) as refused:
        open_root_key(path)
    assert refused.value.reason == "loose-permissions"


@pytest.mark.parametrize("content", [b"", b"{}", b'{"version":2,"id":"x","key":""}', b"\xff\x00", b"[]"])
def test_a_file_that_is_no_key_is_refused_and_kept(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "root.key"
    path.write_bytes(content)
    path.chmod(0o600)
    with pytest.raises(KeyFileRefused) as refused:
        open_root_key(path, make=True)
    assert refused.value.reason == "unreadable"
    assert path.read_bytes() == content


def test_a_key_shown_by_accident_shows_only_its_id() -> None:
    assert repr(ROOT) == f"RootKey({UUID(int=1)})"
    assert ROOT.key.hex() not in str(ROOT)


def test_keys_for_different_purposes_differ() -> None:
    derived = {
        ROOT.derive("wrap"),
        ROOT.derive("digest"),
        ROOT.derive("digest", salt=b"a"),
        ROOT.derive("digest", salt=b"b"),
    }
    assert len(derived) == 4
    assert ROOT.derive("wrap") == ROOT.derive("wrap")


def test_what_is_sealed_opens_again_and_never_looks_the_same_twice() -> None:
    key, content = os.urandom(32), "某甲".encode()
    once, again = seal(key, content, PLACE), seal(key, content, PLACE)
    assert once != again
    assert content not in once
    assert unseal(key, once, PLACE) == unseal(key, again, PLACE) == content


@pytest.mark.parametrize(
    "other",
    [
        Place(
            table="documents", row=PLACE.row, field="name", subject=PLACE.subject, key_class="subject", key_version=1
        ),
        Place(
            table="parties", row=UUID(int=9), field="name", subject=PLACE.subject, key_class="subject", key_version=1
        ),
        Place(table="parties", row=PLACE.row, field="post", subject=PLACE.subject, key_class="subject", key_version=1),
        Place(table="parties", row=PLACE.row, field="name", subject=UUID(int=9), key_class="subject", key_version=1),
        Place(table="parties", row=PLACE.row, field="name", subject=PLACE.subject, key_class="reporter", key_version=1),
        Place(table="parties", row=PLACE.row, field="name", subject=PLACE.subject, key_class="subject", key_version=2),
    ],
)
def test_a_sealed_field_moved_elsewhere_does_not_open(other: Place) -> None:
    key = os.urandom(32)
    with pytest.raises(SealBroken):
        unseal(key, seal(key, b"x", PLACE), other)


def test_every_changed_byte_of_a_sealed_field_is_noticed() -> None:
    key = os.urandom(32)
    sealed = seal(key, b"content", PLACE)
    for index in range(len(sealed)):
        changed = sealed[:index] + bytes([sealed[index] ^ 1]) + sealed[index + 1 :]
        with pytest.raises(SealBroken):
            unseal(key, changed, PLACE)
    for length in range(len(sealed)):
        with pytest.raises(SealBroken):
            unseal(key, sealed[:length], PLACE)


def test_another_key_does_not_open_it() -> None:
    with pytest.raises(SealBroken):
        unseal(os.urandom(32), seal(os.urandom(32), b"x", PLACE), PLACE)
