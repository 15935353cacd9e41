"""Certificates of this machine: of an authority that is trusted where a test says so."""

from datetime import UTC, datetime, timedelta
from ipaddress import ip_address

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

HERE = "127.0.0.1"
A_DAY = timedelta(days=1)


class Authority:
    """Vouches for whoever it is told to; what it writes lies in ``folder``."""

    def __init__(self, folder):
        self.folder, self.key = folder, ec.generate_private_key(ec.SECP256R1())
        own = _named("Tests of Kisälli")
        begun = _begun(own, own, self.key).add_extension(
            x509.BasicConstraints(ca=True, path_length=0), critical=True
        )
        self.name, self.written = own, folder / "authority.pem"
        self.written.write_bytes(
            begun.sign(self.key, hashes.SHA256()).public_bytes(Encoding.PEM)
        )

    def vouch(self, name, until=A_DAY):
        """Return the file of a key and its certificate: for a host's name or its number."""
        key, file = ec.generate_private_key(ec.SECP256R1()), self.folder / f"{name}.pem"
        begun = _begun(_named(name), self.name, key, until=until).add_extension(
            x509.SubjectAlternativeName([_as_known(name)]), critical=False
        )
        told = begun.sign(self.key, hashes.SHA256()).public_bytes(Encoding.PEM)
        kept = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        file.write_bytes(kept + told)
        return file


def _begun(subject, issuer, key, until=A_DAY):
    now = datetime.now(UTC)
    return x509.CertificateBuilder(
        issuer,
        subject,
        key.public_key(),
        x509.random_serial_number(),
        now - 2 * A_DAY,
        now + until,
    )


def _named(name):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _as_known(name):
    is_number = name.replace(".", "").isdigit()
    return x509.IPAddress(ip_address(name)) if is_number else x509.DNSName(name)
