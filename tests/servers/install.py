"""``make servers``: installs with apt what the tests can use and this machine lacks, or says what to install."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from tests.servers.needs import NEEDS, TOOLS, Need, Tool

APT = ("apt-get", "-o", "DPkg::Lock::Timeout=300", "-o", "Acquire::Retries=3", "--yes")


def main() -> int:
    """Install, look again, and report. 0 when everything is here."""
    lacking = _lacking()
    if lacking and (prefix := _as_root()) is not None:
        packages = [package for item in lacking for package in item.debian]
        print(f"Installing {' '.join(packages)} …", flush=True)
        _apt(prefix, "update")
        _apt(prefix, "install", "--no-install-recommends", *packages)
        lacking = _lacking()
    for item in (*NEEDS, *TOOLS):
        print(f"  {item.name:<12}{item.find() or 'missing'}")
    if not lacking:
        return 0
    print("\nInstall what is missing and run this again. On Debian or Ubuntu, as root:")
    print(f"  apt-get install {' '.join(package for item in lacking for package in item.debian)}")
    print("With Homebrew:")
    for item in lacking:
        print(f"  brew install {item.brew}")
    return 1


def _lacking() -> list[Need | Tool]:
    return [item for item in (*NEEDS, *TOOLS) if item.find() is None]


def _as_root() -> list[str] | None:
    """What to put before a command to run it as root; ``None`` where apt is missing or root is out of reach."""
    if shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    # Without a terminal sudo must not stop to ask for a password that nobody can type.
    ask = [] if sys.stdin.isatty() else ["--non-interactive"]
    allowed = subprocess.run(["sudo", *ask, "true"], check=False).returncode == 0
    return ["sudo", *ask] if allowed else None


def _apt(prefix: list[str], *arguments: str) -> None:
    command = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", *APT, *arguments]
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    if done.returncode:
        output = done.stdout.decode(errors="replace").splitlines()
        print(
            "\n".join([*output[-20:], f"{' '.join(command)} ended with {done.returncode}"]), file=sys.stderr
        )


if __name__ == "__main__":
    sys.exit(main())
