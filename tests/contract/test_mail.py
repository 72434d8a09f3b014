"""The mailer for SMTP against a real server of the protocol: what goes over the line, and what does not."""

import ipaddress
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from email import message_from_bytes
from email.policy import default as modern
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from marketplace.backends.mailers import SMTPMailer
from marketplace.kernel import clock
from marketplace.kernel.errors import BackendUnavailable
from marketplace.kernel.settings import Settings
from marketplace.notifications.mailer import MailMessage, MailRefused
from tests.servers.processes import free_port

ELSEWHERE, HERE = "127.0.0.2", "127.0.0.1"
"""Both are this machine; for the mailer only the second is."""

MAIL = MailMessage(
    "<1a2b@cho.example.vn>", "lan@example.vn", "Đơn DH1: đã đặt", "Cam Khe Mây", "<p>Cam Khe Mây</p>"
)


@dataclass
class Post:
    """What a mail server was told. It knows one user, and no mailbox at ``khong-co``."""

    taken: list[tuple[bytes, bool]] = field(default_factory=list)
    users: list[tuple[str, str]] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802 -- named by aiosmtpd
        self, _server: Any, _session: Session, envelope: Envelope, to: str, _options: Any
    ) -> str:
        if to.startswith("khong-co@"):
            return "550 no such mailbox"
        envelope.rcpt_tos.append(to)
        return "250 OK"

    async def handle_DATA(self, _server: Any, session: Session, envelope: Envelope) -> str:  # noqa: N802 -- named by aiosmtpd
        assert isinstance(envelope.content, bytes)
        self.taken.append((envelope.content, session.ssl is not None))
        return "250 OK"

    def authenticate(
        self, _server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any
    ) -> AuthResult:
        assert isinstance(data, LoginPassword)
        known = (data.login.decode(), data.password.decode())
        self.users.append(known)
        return AuthResult(success=known == ("thu", "m@t/khau"), handled=False)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for ``ELSEWHERE`` with its key, which vouches for itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail.example.vn")])
    now = clock.now()
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(ELSEWHERE))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("mail") / "certificate.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return path


@pytest.fixture
def trusted(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """This machine trusts the certificate, as it does those of known authorities."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))


Serve = Callable[..., Any]


@pytest.fixture
def serve(certificate: Path) -> Serve:
    """Runs a server at an address, with or without encryption, and gives what it was told and its port."""

    @contextmanager
    def run(host: str, *, tls: bool) -> Iterator[tuple[Post, int]]:
        context = None
        if tls:
            context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            context.load_cert_chain(certificate)
        post, port = Post(), free_port()
        server = Controller(
            post,
            hostname=host,
            port=port,
            tls_context=context,
            authenticator=post.authenticate,
            auth_require_tls=False,
        )
        server.start()
        try:
            yield post, port
        finally:
            server.stop()

    return run


def mailer(user: str, host: str, port: int) -> SMTPMailer:
    return SMTPMailer(f"smtp://{user}{host}:{port}", Settings(operator_email="thu@cho.example.vn"))


USER = "thu:m%40t%2Fkhau@"


@pytest.mark.usefixtures("trusted")
def test_a_mail_goes_out_encrypted_to_a_server_that_proves_who_it_is(serve: Serve) -> None:
    with serve(ELSEWHERE, tls=True) as (post, port):
        mailer("", ELSEWHERE, port).send(MAIL)
    ((content, encrypted),) = post.taken
    mail = message_from_bytes(content, policy=modern)
    assert (encrypted, mail["To"], mail["Subject"]) == (True, "lan@example.vn", "Đơn DH1: đã đặt")


@pytest.mark.usefixtures("trusted")
def test_a_password_goes_out_encrypted(serve: Serve) -> None:
    with serve(ELSEWHERE, tls=True) as (post, port):
        mailer(USER, ELSEWHERE, port).send(MAIL)
    assert (post.users, [encrypted for _content, encrypted in post.taken]) == ([("thu", "m@t/khau")], [True])


@pytest.mark.usefixtures("trusted")
def test_a_wrong_password_may_be_mended(serve: Serve) -> None:
    with serve(ELSEWHERE, tls=True) as (post, port), pytest.raises(BackendUnavailable):
        mailer("thu:khac@", ELSEWHERE, port).send(MAIL)
    assert (set(post.users), post.taken) == ({("thu", "khac")}, [])


@pytest.mark.parametrize("user", ["", USER])
def test_a_server_that_nobody_vouches_for_is_told_nothing(serve: Serve, user: str) -> None:
    with serve(ELSEWHERE, tls=True) as (post, port), pytest.raises(BackendUnavailable):
        mailer(user, ELSEWHERE, port).send(MAIL)
    assert (post.taken, post.users) == ([], [])


def test_a_password_does_not_go_out_in_clear(serve: Serve) -> None:
    with serve(ELSEWHERE, tls=False) as (post, port), pytest.raises(BackendUnavailable):
        mailer(USER, ELSEWHERE, port).send(MAIL)
    assert (post.taken, post.users) == ([], [])


def test_a_relay_on_this_machine_needs_no_certificate_that_others_trust(serve: Serve) -> None:
    with serve(HERE, tls=True) as (post, port):
        mailer("", HERE, port).send(MAIL)
    assert [encrypted for _content, encrypted in post.taken] == [True]
    with serve(HERE, tls=False) as (post, port):
        mailer("", HERE, port).send(MAIL)
    assert [encrypted for _content, encrypted in post.taken] == [False]


def test_a_mailbox_that_there_is_not_is_refused_for_good(serve: Serve) -> None:
    gone = MailMessage(MAIL.message_id, "khong-co@example.vn", MAIL.subject, MAIL.text, MAIL.html)
    with serve(HERE, tls=False) as (post, port), pytest.raises(MailRefused, match="no such mailbox"):
        mailer("", HERE, port).send(gone)
    assert post.taken == []


def test_a_server_that_is_away_may_come_back() -> None:
    with pytest.raises(BackendUnavailable):
        mailer("", HERE, free_port()).send(MAIL)
