"""Sign papers, so that anybody sees that one is genuine and was not changed since.

By default the city signs with a key pair of its own, made when first used and kept in the data
folder, readable by its keeper alone. That proves where a paper comes from, not who a person is: a
certificate of a public authority (in Indonesia BSrE) takes its place by `sign_with`.
"""

from __future__ import annotations

import base64
import datetime as dt
import io
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import NameOID
from django.conf import settings

KEY_FILE = "signing-key"
_YEARS = 20
_BITS = 3072
_FIELD = "Sinau"
_RESERVED = 12_000  # hex digits; one signature with one certificate of this size takes about 5,000

_thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="signing")


def _apart(work: Callable[..., Any], *given: Any, **named: Any) -> Any:
    """Do it in a thread of its own: pyHanko begins an event loop, and a thread may have one already."""
    return _thread.submit(work, *given, **named).result()


@dataclass(frozen=True)
class Verdict:
    """What a signature says: whether ours, whether whole, and by which name."""

    is_ours: bool
    is_whole: bool
    signer: str


class Signer(Protocol):
    """Whoever signs PDF files (PAdES) for this city."""

    @property
    def name(self) -> str:
        """The name on the certificate, as it is printed on the paper."""
        ...

    @property
    def is_public_authority(self) -> bool:
        """Whether a public authority vouches for the certificate."""
        ...

    def sign(self, pdf: bytes, *, reason: str) -> bytes:
        """The same paper with a signature over all of it."""
        ...


class CityKey:
    """The city's own key pair, kept in one file of the data folder."""

    is_public_authority = False

    def __init__(self, file: Path, city: str) -> None:
        self.file = file
        self.city = city

    @property
    def name(self) -> str:
        """The name on the certificate."""
        subject = self._certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
        return str(subject[0].value)

    def sign(self, pdf: bytes, *, reason: str) -> bytes:
        """The same paper with a PAdES signature over all of it."""
        # Imported late: reading and signing PDF files is half a second of imports.
        from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
        from pyhanko.sign import fields, signers

        told = signers.PdfSignatureMetadata(
            field_name=_FIELD,
            md_algorithm="sha256",
            subfilter=fields.SigSeedSubFilter.PADES,
            reason=reason,
            name=self.name,
        )
        paper = IncrementalPdfFileWriter(io.BytesIO(pdf))
        # With room reserved it need not sign once more only to learn how much it needs.
        signed: io.BytesIO = _apart(
            signers.sign_pdf, paper, told, signer=self._signer, bytes_reserved=_RESERVED
        )
        return signed.getvalue()

    def seal(self, content: bytes) -> tuple[str, str]:
        """A signature over any content (RSA, PKCS#1 v1.5, SHA-256; base64) and our certificate as PEM."""
        signature = self._key.sign(content, padding.PKCS1v15(), hashes.SHA256())
        pem = self._certificate.public_bytes(serialization.Encoding.PEM)
        return base64.b64encode(signature).decode(), pem.decode()

    def examine(self, pdf: bytes) -> Verdict | None:
        """What the last signature of a paper says; None when there is none or it is no PDF."""
        from pyhanko.pdf_utils.misc import PdfReadError
        from pyhanko.pdf_utils.reader import PdfFileReader
        from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
        from pyhanko_certvalidator import ValidationContext

        try:
            found = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
        except (PdfReadError, ValueError):
            return None
        if not found:
            return None
        trusted = ValidationContext(
            trust_roots=[self._signer.signing_cert],
            allow_fetching=False,
            revocation_mode="soft-fail",
        )
        status: Any = _apart(validate_pdf_signature, found[-1], trusted)
        return Verdict(
            is_ours=bool(status.trusted),
            is_whole=bool(
                status.intact
                and status.valid
                and status.coverage == SignatureCoverageLevel.ENTIRE_FILE
            ),
            signer=str(status.signing_cert.subject.native.get("common_name", "")),
        )

    @cached_property
    def _signer(self) -> Any:
        from asn1crypto import keys  # type: ignore[import-untyped]
        from asn1crypto import x509 as asn1
        from pyhanko.sign import signers
        from pyhanko_certvalidator.registry import SimpleCertificateStore

        # pyHanko loads and checks its key for every paper, which takes a tenth of a second.
        ready = self._key

        class Warm(signers.SimpleSigner):
            def sign_raw(self, data: bytes, digest_algorithm: str) -> bytes:
                if digest_algorithm != "sha256":
                    raise ValueError(f"papers are signed over SHA-256, not {digest_algorithm}")
                return ready.sign(data, padding.PKCS1v15(), hashes.SHA256())

        der = serialization.Encoding.DER
        return Warm(
            signing_cert=asn1.Certificate.load(self._certificate.public_bytes(der)),
            signing_key=keys.PrivateKeyInfo.load(
                self._key.private_bytes(
                    der, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
                )
            ),
            cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]
        )

    @cached_property
    def _pem(self) -> bytes:
        if not self.file.exists():
            self._make()
        return self.file.read_bytes()

    @cached_property
    def _key(self) -> rsa.RSAPrivateKey:
        key = serialization.load_pem_private_key(self._pem, password=None)
        if not isinstance(key, rsa.RSAPrivateKey):
            raise TypeError(f"{self.file} holds a key of another kind")
        return key

    @cached_property
    def _certificate(self) -> x509.Certificate:
        return x509.load_pem_x509_certificate(self._pem[self._pem.index(b"-----BEGIN CERT") :])

    def _make(self) -> None:
        """A new key pair; of two processes that make one at the same time the first keeps its own."""
        key = rsa.generate_private_key(public_exponent=65537, key_size=_BITS)
        pem = serialization.Encoding.PEM
        content = key.private_bytes(
            pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ) + self._self_signed(key).public_bytes(pem)
        self.file.parent.mkdir(parents=True, exist_ok=True)
        draft = self.file.with_name(f"{self.file.name}.{os.getpid()}")
        try:
            with open(draft, "xb", opener=_private) as file:
                file.write(content)
            # A link, not a rename: it fails when the other one was faster.
            os.link(draft, self.file)
        except FileExistsError:
            pass
        finally:
            draft.unlink(missing_ok=True)

    def _self_signed(self, key: rsa.RSAPrivateKey) -> x509.Certificate:
        name = x509.Name(
            [
                x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
                x509.NameAttribute(NameOID.ORGANIZATION_NAME, f"Pemerintah {self.city}"[:64]),
                x509.NameAttribute(NameOID.COMMON_NAME, f"Sinau {self.city}"[:64]),
            ]
        )
        # The true clock, since readers compare it with theirs.
        now = dt.datetime.now(dt.UTC)
        uses = dict.fromkeys(
            (
                *("key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign"),
                *("crl_sign", "encipher_only", "decipher_only"),
            ),
            False,
        )
        return (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - dt.timedelta(days=1))
            .not_valid_after(now + dt.timedelta(days=365 * _YEARS))
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(
                x509.KeyUsage(digital_signature=True, content_commitment=True, **uses),
                critical=True,
            )
            .sign(key, hashes.SHA256())
        )


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


_in_charge: list[Signer] = []


def sign_with(signer: Signer) -> None:
    """From now on this one signs, for example an adapter of a public authority."""
    _in_charge[:] = [signer]


def city_key() -> CityKey:
    """The city's own key, whoever signs its papers."""
    return CityKey(Path(settings.DATA_DIR) / KEY_FILE, settings.CITY_NAME)


def signer() -> Signer:
    """Whoever signs for this city; its own key unless somebody else was put in charge."""
    if not _in_charge:
        _in_charge.append(CityKey(Path(settings.DATA_DIR) / KEY_FILE, settings.CITY_NAME))
    return _in_charge[0]
