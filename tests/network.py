"""Tests talk to this machine alone: a socket to anywhere else is refused where it is opened."""

from __future__ import annotations

import ipaddress
import sys
from typing import Any

NAMES = frozenset({"", "localhost", "localhost.localdomain"})


class OutsideWorldError(AssertionError):
    """A test tried to reach another machine."""


def is_loopback(host: Any) -> bool:
    """True for this machine's own addresses and names, and for no host at all (to listen)."""
    if host is None:
        return True
    text = host.decode() if isinstance(host, bytes) else str(host)
    if text in NAMES:
        return True
    try:
        return ipaddress.ip_address(text.partition("%")[0]).is_loopback
    except ValueError:
        return False


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "socket.connect":
        address = arguments[1]
        # A Unix socket's address is a path.
        host = address[0] if isinstance(address, tuple) else None
    elif event == "socket.getaddrinfo":
        host = arguments[0]
    else:
        return
    if not is_loopback(host):
        raise OutsideWorldError(f"a test tried to reach {host!r}; only loopback addresses are allowed")


sys.addaudithook(_refuse)
