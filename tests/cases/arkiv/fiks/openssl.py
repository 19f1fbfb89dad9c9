"""CMS by OpenSSL's own program: what we write is read, and what we read is written, by somebody else's code."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cases.arkiv.fiks.nokler import Identitet

OAEP = ("-keyopt", "rsa_padding_mode:oaep", "-keyopt", "rsa_oaep_md:sha256", "-keyopt", "rsa_mgf1_md:sha256")

krever_openssl = pytest.mark.skipif(
    shutil.which("openssl") is None, reason="openssl er ikke installert, og motparten pakker opp og signerer med det"
)


def dekrypter(innhold: bytes, hvem: Identitet) -> bytes:
    return _cms(
        ["-decrypt", "-inform", "DER", "-inkey", hvem.nokkelfil, "-recip", hvem.sertifikatfil, "-binary"], innhold
    )


def krypter(innhold: bytes, til: Identitet, *valg: str) -> bytes:
    """In the streamed form that BouncyCastle writes, unless told otherwise."""
    slik = valg or ("-stream", *OAEP)
    return _cms(["-encrypt", "-aes256", "-binary", "-outform", "DER", "-recip", til.sertifikatfil, *slik], innhold)


def signer(innhold: bytes, hvem: Identitet, *valg: str) -> bytes:
    return _cms(
        ["-sign", "-binary", "-outform", "DER", "-signer", hvem.sertifikatfil, "-inkey", hvem.nokkelfil, *valg],
        innhold,
    )


def krev_signatur(innhold: bytes, signatur: bytes, hvem: Identitet) -> None:
    """The signature holds, and is this one's."""
    with tempfile.TemporaryDirectory() as mappe:
        fil = Path(mappe) / "signatur"
        fil.write_bytes(signatur)
        _cms(
            [
                *("-verify", "-inform", "DER", "-in", fil, "-content", "/dev/stdin", "-binary"),
                *("-purpose", "any", "-CAfile", hvem.sertifikatfil, "-out", "/dev/null"),
            ],
            innhold,
        )


def _cms(valg: list[str | Path], innhold: bytes) -> bytes:
    ferdig = subprocess.run(["openssl", "cms", *map(str, valg)], input=innhold, capture_output=True, check=False)
    assert ferdig.returncode == 0, ferdig.stderr.decode()[-400:]
    return ferdig.stdout
