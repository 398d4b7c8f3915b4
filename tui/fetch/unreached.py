"""What is told of an address to which no way leads, or none that is safe."""

import os
from ssl import SSLError, create_default_context

from tui.core.clean import clean_line
from tui.texts import N_, _

_NOT_TRUSTED = N_(
    "{name} is not who it says: its certificate is not signed by anybody whom this machine trusts; check the address."
)
_EXPIRED = N_("The certificate of {name} has expired; check the clock of this machine, or try later.")
_NAMES_ANOTHER = N_("{name} is not who it says: its certificate belongs to another server; check the address.")
_UNSAFE = N_("{name} offers no connection that is still thought safe, so it is not read; look for another address.")
_NO_HTTPS = N_("{name} does not answer by https; check the address, which perhaps begins with http://.")
# OpenSSL's numbers and words.
_CERTIFICATES = {
    9: N_("The certificate of {name} is not valid yet; check the clock of this machine."),
    10: _EXPIRED,
    62: _NAMES_ANOTHER,
    64: _NAMES_ANOTHER,
    66: _UNSAFE,
    67: _UNSAFE,
    68: _UNSAFE,
}
_HANDSHAKES = {
    "HTTP_REQUEST": _NO_HTTPS,
    "WRONG_VERSION_NUMBER": _NO_HTTPS,
    "PACKET_LENGTH_TOO_LONG": _NO_HTTPS,
    "UNSUPPORTED_PROTOCOL": _UNSAFE,
    "TLSV1_ALERT_PROTOCOL_VERSION": _UNSAFE,
    "TLSV1_ALERT_INSUFFICIENT_SECURITY": _UNSAFE,
    "DH_KEY_TOO_SMALL": _UNSAFE,
    "UNSAFE_LEGACY_RENEGOTIATION_DISABLED": _UNSAFE,
    "TLSV13_ALERT_CERTIFICATE_REQUIRED": N_(
        "{name} wants a certificate of those who ask, and none is known here; save it with a web browser and open the"
        " file."
    ),
}
_NO_AUTHORITIES = N_("{name} cannot be reached: SSL_CERT_FILE names no file of certificates; check that variable.")
_UNREACHED = N_("{name} cannot be reached: {reason}; check the address and the network.")


def unreached(error: Exception, is_said_wrongly: bool) -> str:
    """The sentence for what went wrong on the way, with {name} for the address. `is_said_wrongly`: by the server, of
    which nothing is repeated."""
    if isinstance(error, OSError) and not _has_authorities():
        return _(_NO_AUTHORITIES)
    unsafe = _of_encryption(error)
    if unsafe and (number := getattr(unsafe, "verify_code", None)) is not None:
        return _(_CERTIFICATES.get(number, _NOT_TRUSTED))
    if unsafe:
        sentence = _HANDSHAKES.get(unsafe.reason, _UNREACHED)
        return _(sentence).replace("{reason}", _("no secure connection comes about"))
    reason = _said_wrongly(error) if is_said_wrongly else _by_the_system(error)
    return as_proxies_are(_(_UNREACHED).replace("{reason}", reason))


def _of_encryption(error: BaseException | None) -> SSLError | None:
    while error is not None and not isinstance(error, SSLError):
        error = error.__cause__ or error.__context__
    return error


def _has_authorities() -> bool:
    """Whether the file that a person names for them can be used."""
    try:
        create_default_context(cafile=os.environ.get("SSL_CERT_FILE") or None)
    except OSError:
        return False
    return True


def _said_wrongly(error: Exception) -> str:
    text = str(error)
    is_over = "closed connection" in text or "disconnected" in text
    return _("the answer breaks off") if is_over else _("it does not answer as web servers do")


def _by_the_system(error: Exception) -> str:
    """Without the number that it says it by."""
    text = clean_line(str(error)).rstrip(".")
    return _((text.partition("] ")[2] if text.startswith("[Errno ") else text) or type(error).__name__)


def as_proxies_are(sentence: str) -> str:
    """Whoever needs one is told that it was not asked."""
    from urllib.request import getproxies_environment

    if not getproxies_environment().keys() - {"no"}:
        return sentence
    return _("{problem} Proxies of the environment are not used.").replace("{problem}", sentence)
