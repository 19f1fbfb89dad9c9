"""Encryption and signatures as Fiks has them (CMS, RFC 5652). Pure.

A message is encrypted with AES-256-CBC and a key of its own, and that key with RSA-OAEP (SHA-256) to the receiver's
certificate: what KS's own clients write, and what they can read. ``cryptography`` does the arithmetic and writes the
signature. The envelope is built and read by pyasn1: the one in cryptography has no OAEP, and does not read the streamed
form (BER) that BouncyCastle writes.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.padding import PKCS7
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7
from pyasn1.codec.ber import decoder as ber
from pyasn1.codec.der import decoder as der
from pyasn1.codec.der import encoder
from pyasn1.error import PyAsn1Error
from pyasn1.type import namedtype, tag, univ
from pyasn1_modules import rfc3370, rfc4055, rfc5280, rfc5652

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cases.arkiv.fiks.oppsett import Virksomhet

AES256_CBC: Final = univ.ObjectIdentifier("2.16.840.1.101.3.4.1.42")
BLOKK: Final = 128
# SHA-1 in a signature is old, and KS's own Java library wrote it for long; who sent the message is Fiks's to say.
SUMMER: Final[dict[str, hashes.HashAlgorithm]] = {
    "1.3.14.3.2.26": hashes.SHA1(),  # noqa: S303 - see above
    "2.16.840.1.101.3.4.2.1": hashes.SHA256(),
    "2.16.840.1.101.3.4.2.2": hashes.SHA384(),
    "2.16.840.1.101.3.4.2.3": hashes.SHA512(),
}
INNERST: Final = tag.Tag(tag.tagClassContext, tag.tagFormatConstructed, 0)
SHA256: Final = "2.16.840.1.101.3.4.2.1"


class Kryptofeil(ValueError):  # noqa: N818 - the domain's word
    """It cannot be opened with our keys, or is not what it says it is."""


def krypter(innhold: bytes, mottaker: x509.Certificate) -> bytes:
    """Encrypt to the holder of this certificate.

    Raises:
        Kryptofeil: the certificate is for another kind of key than Fiks uses.

    """
    offentlig = mottaker.public_key()
    if not isinstance(offentlig, rsa.RSAPublicKey):
        raise Kryptofeil("mottakerens sertifikat har ikke en RSA-nøkkel")
    nokkel, iv = os.urandom(32), os.urandom(16)
    fyll = PKCS7(BLOKK).padder()
    sifrer = Cipher(algorithms.AES256(nokkel), modes.CBC(iv)).encryptor()
    kryptert = sifrer.update(fyll.update(innhold) + fyll.finalize()) + sifrer.finalize()

    konvolutt = rfc5652.EnvelopedData()
    konvolutt["version"] = 0
    konvolutt["recipientInfos"].setComponentByPosition(0, _til(mottaker, offentlig.encrypt(nokkel, _oaep())))
    innmat = konvolutt["encryptedContentInfo"]
    innmat["contentType"] = rfc5652.id_data
    innmat["contentEncryptionAlgorithm"]["algorithm"] = AES256_CBC
    innmat["contentEncryptionAlgorithm"]["parameters"] = univ.Any(encoder.encode(univ.OctetString(iv)))
    innmat["encryptedContent"] = kryptert
    ytre = rfc5652.ContentInfo()
    ytre["contentType"] = rfc5652.id_envelopedData
    ytre["content"] = univ.Any(encoder.encode(konvolutt))
    ut: bytes = encoder.encode(ytre)
    return ut


def _til(mottaker: x509.Certificate, kryptert_nokkel: bytes) -> Any:
    """Who can open it: by the certificate's issuer and number, as every reader of CMS knows."""
    sum_ = rfc5280.AlgorithmIdentifier()
    sum_["algorithm"] = univ.ObjectIdentifier(SHA256)
    sum_["parameters"] = univ.Any(encoder.encode(univ.Null("")))
    maske = rfc5280.AlgorithmIdentifier()
    maske["algorithm"] = rfc4055.id_mgf1
    maske["parameters"] = univ.Any(encoder.encode(sum_))
    slik = rfc4055.RSAES_OAEP_params()
    for felt, verdi in (("hashFunc", sum_), ("maskGenFunc", maske)):
        for navn in verdi:
            slik[felt][navn] = verdi[navn]
    til = rfc5652.RecipientInfo()
    ktri = til["ktri"]
    ktri["version"] = 0
    hvem = ktri["rid"]["issuerAndSerialNumber"]
    hvem["issuer"] = der.decode(mottaker.issuer.public_bytes(), asn1Spec=rfc5280.Name())[0]
    hvem["serialNumber"] = mottaker.serial_number
    ktri["keyEncryptionAlgorithm"]["algorithm"] = rfc4055.id_RSAES_OAEP
    ktri["keyEncryptionAlgorithm"]["parameters"] = univ.Any(encoder.encode(slik))
    ktri["encryptedKey"] = kryptert_nokkel
    return til


def dekrypter(innhold: bytes, nokler: Sequence[rsa.RSAPrivateKey]) -> bytes:
    """Open what was encrypted to us, with the first of our keys that can.

    Raises:
        Kryptofeil: none of them can, or it is no such envelope.

    """
    konvolutt = _les(innhold, rfc5652.id_envelopedData, rfc5652.EnvelopedData())
    try:
        innmat = konvolutt["encryptedContentInfo"]
        if innmat["contentEncryptionAlgorithm"]["algorithm"] != AES256_CBC:
            raise Kryptofeil("ukjent kryptering")
        iv = bytes(ber.decode(innmat["contentEncryptionAlgorithm"]["parameters"])[0])
        kryptert = bytes(innmat["encryptedContent"])
        mottakere = [info["ktri"] for info in konvolutt["recipientInfos"] if info.getName() == "ktri"]
    except PyAsn1Error:
        raise Kryptofeil("kan ikke leses") from None
    for aapnet in _forsok(mottakere, nokler, iv, kryptert):
        return aapnet
    raise Kryptofeil("ingen av nøklene passer")


def _forsok(
    mottakere: Sequence[Any], nokler: Sequence[rsa.RSAPrivateKey], iv: bytes, kryptert: bytes
) -> Iterator[bytes]:
    """KS's .NET client writes the key twice, with the old padding first: the one with OAEP is tried before it."""
    for mottaker in sorted(mottakere, key=lambda m: m["keyEncryptionAlgorithm"]["algorithm"] != rfc4055.id_RSAES_OAEP):
        for nokkel in nokler:
            try:
                fyll = _fyll(mottaker["keyEncryptionAlgorithm"])
                innholdsnokkel = nokkel.decrypt(bytes(mottaker["encryptedKey"]), fyll)
                apner = Cipher(algorithms.AES256(innholdsnokkel), modes.CBC(iv)).decryptor()
                klart = apner.update(kryptert) + apner.finalize()
                av = PKCS7(BLOKK).unpadder()
                yield av.update(klart) + av.finalize()
            except (ValueError, PyAsn1Error):
                continue


def _fyll(algoritme: Any) -> padding.AsymmetricPadding:
    if algoritme["algorithm"] == rfc3370.rsaEncryption:
        return padding.PKCS1v15()
    if algoritme["algorithm"] != rfc4055.id_RSAES_OAEP:
        raise Kryptofeil("ukjent nøkkelkryptering")
    slik, _rest = ber.decode(algoritme["parameters"], asn1Spec=rfc4055.RSAES_OAEP_params())
    sum_ = maskesum = next(iter(SUMMER.values()))  # SHA-1, where nothing is said (RFC 4055)
    if slik["hashFunc"]["algorithm"].isValue:
        sum_ = _sum(slik["hashFunc"]["algorithm"])
    if slik["maskGenFunc"]["parameters"].isValue:
        maske, _rest = ber.decode(slik["maskGenFunc"]["parameters"], asn1Spec=rfc5280.AlgorithmIdentifier())
        maskesum = _sum(maske["algorithm"])
    return padding.OAEP(padding.MGF1(maskesum), sum_, None)


def _oaep() -> padding.OAEP:
    return padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), None)


def _sum(oid: Any) -> hashes.HashAlgorithm:
    try:
        return SUMMER[str(oid)]
    except KeyError:
        raise Kryptofeil("ukjent sjekksum") from None


def signer(innhold: bytes, virksomhet: Virksomhet) -> bytes:
    """A signature that stands beside what it signs, with the certificate in it."""
    bygger = pkcs7.PKCS7SignatureBuilder().set_data(innhold)
    bygger = bygger.add_signer(virksomhet.sertifikat, virksomhet.nokkel, hashes.SHA256())
    valg = [pkcs7.PKCS7Options.DetachedSignature, pkcs7.PKCS7Options.Binary, pkcs7.PKCS7Options.NoCapabilities]
    return bygger.sign(Encoding.DER, valg)


def krev_signatur(innhold: bytes, signatur: bytes) -> None:
    """Hold a signature against what it stands beside: nothing has been changed since it was signed.

    Who signed is not asked: Fiks says which account a message came from, and KS's own clients ask no more either.

    Raises:
        Kryptofeil: it does not hold.

    """
    signert = _les(signatur, rfc5652.id_signedData, rfc5652.SignedData())
    try:
        sertifikater = [
            x509.load_der_x509_certificate(encoder.encode(valg["certificate"]))
            for valg in signert["certificates"]
            if valg.getName() == "certificate"
        ]
        if any(_holder(info, sertifikater, innhold) for info in signert["signerInfos"]):
            return
    except (PyAsn1Error, ValueError):
        raise Kryptofeil("signaturen kan ikke leses") from None
    raise Kryptofeil("signaturen stemmer ikke")


def _holder(info: Any, sertifikater: Sequence[x509.Certificate], innhold: bytes) -> bool:
    sum_ = _sum(info["digestAlgorithm"]["algorithm"])
    signert = innhold
    if info["signedAttrs"].hasValue():
        regner = hashes.Hash(sum_)
        regner.update(innhold)
        if _attributt(info["signedAttrs"], rfc5652.id_messageDigest) != regner.finalize():
            return False
        # What is signed is the set itself, and not the field it stands in.
        signert = b"\x31" + encoder.encode(info["signedAttrs"])[1:]
    for sertifikat in sertifikater:
        nokkel = sertifikat.public_key()
        if isinstance(nokkel, rsa.RSAPublicKey):
            try:
                nokkel.verify(bytes(info["signature"]), signert, padding.PKCS1v15(), sum_)
            except InvalidSignature:
                continue
            return True
    return False


def _attributt(attributter: Any, oid: Any) -> bytes:
    for attributt in attributter:
        if attributt["attrType"] == oid:
            return bytes(ber.decode(attributt["attrValues"][0])[0])
    return b""


def _les(innhold: bytes, type_: Any, indre: Any) -> Any:
    """The inner structure of a message of this kind, read in one go: a streamed one has no lengths to part it by."""
    felt = namedtype.NamedTypes(
        namedtype.NamedType("contentType", rfc5652.ContentType()),
        namedtype.NamedType("content", indre.subtype(explicitTag=INNERST)),
    )
    try:
        ytre, _rest = ber.decode(innhold, asn1Spec=univ.Sequence(componentType=felt))
    except (PyAsn1Error, ValueError, RecursionError):
        raise Kryptofeil("kan ikke leses") from None
    if ytre["contentType"] != type_:
        raise Kryptofeil("noe annet enn ventet")
    return ytre["content"]
