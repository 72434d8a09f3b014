"""Writes the pinned requirement files from the ranges in pyproject.toml (``make lock``).

Every file lists its whole closure with hashes and agrees with requirements.txt, so any of them
can be installed together. Pins that stand already are kept; ``--upgrade`` moves them.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHOP = "requirements.txt"


def lock(output: str, requirements: list[str], *options: str) -> None:
    """Compile ``requirements`` for every platform and Python >= 3.11 into ``output``."""
    command = [
        *(sys.executable, "-m", "uv", "pip", "compile", "-", "--quiet"),
        *("--universal", "--python-version", "3.11", "--generate-hashes", "--no-annotate"),
        *("--output-file", output, *options),
    ]
    subprocess.run(
        command,
        input="\n".join(requirements).encode(),
        cwd=ROOT,
        env={**os.environ, "UV_CUSTOM_COMPILE_COMMAND": "make lock"},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    print(output)


def main(options: list[str]) -> None:
    """Lock the shop first; the other files are held to its pins."""
    metadata = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = metadata["project"]["optional-dependencies"]
    groups = metadata["dependency-groups"]
    lock(SHOP, metadata["project"]["dependencies"] + extras.pop("site"), *options)
    for name, requirements in {**extras, **groups}.items():
        lock(f"requirements/{name}.txt", requirements, "--constraint", SHOP, *options)


if __name__ == "__main__":
    main(sys.argv[1:])
