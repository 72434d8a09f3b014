"""The servers that the tests start are real, ours alone, and gone afterwards."""

import socket
from pathlib import Path

import pytest

from tests import network
from tests.servers import postgres, redis
from tests.servers.processes import HOST, ServerFailedError, free_port, wait_until


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0


@pytest.mark.postgres
def test_a_postgresql_of_our_own() -> None:
    import psycopg

    with postgres.running() as server:
        one = postgres.create_database(server.url, "one")
        with psycopg.connect(postgres.dsn(one)) as connection:
            connection.execute("CREATE TABLE kept (id int)")
            assert connection.execute("SELECT lower('ĐẮK')").fetchone() == ("đắk",)
        # Made again, it is empty again.
        one = postgres.create_database(server.url, "one")
        with psycopg.connect(postgres.dsn(one)) as connection:
            assert connection.execute("SELECT to_regclass('kept')").fetchone() == (None,)
            listening = connection.execute("SHOW listen_addresses").fetchone()
            assert listening == (HOST,)
        postgres.drop_database(server.url, "one")
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(postgres.dsn(one))
    assert not answers(server.port)
    assert not server.folder.exists()


@pytest.mark.redis
def test_a_redis_of_our_own() -> None:
    with redis.running() as server:
        assert answers(server.port)
    assert not answers(server.port)
    assert not server.folder.exists()


def test_each_test_finds_redis_empty(redis_url: str) -> None:
    from redis import Redis

    with Redis.from_url(redis_url) as connection:
        assert connection.dbsize() == 0
        connection.set("kept", 1)


test_and_so_does_the_next = test_each_test_finds_redis_empty


def test_a_server_that_does_not_start_says_why(tmp_path: Path) -> None:
    import subprocess

    log = tmp_path / "log"
    with log.open("wb") as output:
        process = subprocess.Popen(["ls", "/nowhere"], stdout=output, stderr=output)
    with pytest.raises(ServerFailedError, match="/nowhere"):
        wait_until(lambda: False, process=process, log=log, seconds=10)


def test_the_rest_of_the_world_is_out_of_reach() -> None:
    with pytest.raises(network.OutsideWorldError, match=r"192\.0\.2\.1"), socket.socket() as probe:
        probe.connect(("192.0.2.1", 80))
    with pytest.raises(network.OutsideWorldError, match=r"example\.com"):
        socket.getaddrinfo("example.com", 443)
    with socket.socket() as server:
        server.bind((HOST, free_port()))


@pytest.mark.parametrize(
    ("host", "ours"),
    [
        ("127.0.0.1", True),
        ("127.8.9.1", True),
        ("::1", True),
        ("localhost", True),
        (None, True),
        (b"localhost", True),
        ("0.0.0.0", False),
        ("10.0.0.1", False),
        ("localhost.example.com", False),
    ],
)
def test_what_is_loopback(host: str | bytes | None, ours: bool) -> None:
    assert network.is_loopback(host) is ours
