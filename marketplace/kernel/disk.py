"""Whether a file or folder that is to be made can be made there, said before anything is tried; keys that are kept."""

import os
import secrets
from collections.abc import Callable
from pathlib import Path


def trouble(path: Path, *, folder: bool) -> str:
    """Why there cannot be a file, or a ``folder``, at ``path``; empty when there can, or is one already."""
    path = path.absolute()
    if path.exists():
        if path.is_dir() is not folder:
            return f"{path} is a file, not a folder" if folder else f"{path} is a folder, not a file"
        return "" if os.access(path, os.W_OK) else f"{path} may not be written to"
    above = next(each for each in path.parents if each.exists())
    if not above.is_dir():
        return f"{path} cannot be made: {above} is a file"
    return (
        "" if os.access(above, os.W_OK | os.X_OK) else f"{path} cannot be made: {above} may not be written to"
    )


def kept(path: Path, make: Callable[[], str]) -> str:
    """What the file at ``path`` holds, made at the first time, readable by its owner only.

    Written whole and then named, so that two processes that start together read the same one.
    """
    if not path.exists():
        draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as stream:
            stream.write(make())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text()
