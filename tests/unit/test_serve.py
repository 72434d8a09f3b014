"""The supervisor looks before it starts."""

import argparse
import socket

import pytest

from config import serve


def test_a_port_somebody_listens_on_is_taken() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert serve.taken("127.0.0.1", port)
        assert serve.main(["--port", str(port)]) == 2
    assert not serve.taken("127.0.0.1", port)


@pytest.mark.parametrize("text", ["abc", "0", "65536", "-1", "٣", ""])
def test_what_is_no_port_is_refused(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError):
        serve._port(text)
