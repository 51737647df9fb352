"""Writing the site: everything aside, then swapped in. A build is whole or did not happen."""

import json
import os
import shutil
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from sitegen.errors import SiteError
from sitegen.model.output import OutputFile
from sitegen.model.problem import Place, Problem

MANIFEST = ".sitegen.json"
"""Lies in every output folder: it says the folder is ours, and the hash of each file."""


def publish(files: Sequence[OutputFile], output: Path) -> None:
    """Make `output` hold exactly `files`; what has not changed keeps its bytes and its time.

    Raises SiteError when the folder was not made by this program or cannot be written;
    the last site then stays as it was.
    """
    aside, old = (output.with_name(f".{output.name}.{end}") for end in ("new", "old"))
    try:
        if not output.exists() and (old / MANIFEST).is_file():
            old.rename(output)  # The last build was interrupted between its two renames.
        before = read_manifest(output)
        now = {file.path: sha256(file.content).hexdigest() for file in files}
        if now == before and _holds_exactly(output, files):
            return
        read_manifest(old)  # Refuses a folder of somebody else's that has our name for it.
        for leftover in (aside, old):
            if leftover.exists():
                shutil.rmtree(leftover)
        aside.mkdir(parents=True)
        for file in files:
            target = aside / file.path
            target.parent.mkdir(parents=True, exist_ok=True)
            kept = output / file.path
            if before.get(file.path) == now[file.path] and _is_intact(kept, file):
                _link(kept, target)
            else:
                target.write_bytes(file.content)
        (aside / MANIFEST).write_text(json.dumps(now, sort_keys=True, indent=0), encoding="utf-8")
        if output.exists():
            output.rename(old)
        aside.rename(output)
        shutil.rmtree(old, ignore_errors=True)
    except OSError as error:
        message = f"cannot be written: {error.strerror or error}"
        raise SiteError(Problem("output", Place(str(output)), message)) from error


def _holds_exactly(output: Path, files: Sequence[OutputFile]) -> bool:
    """Tell whether a folder has these files, byte by byte, beside its manifest and no other."""
    held = sum(1 for one in output.rglob("*") if one.is_file())
    return held == len(files) + 1 and all(_is_intact(output / one.path, one) for one in files)


def _is_intact(kept: Path, file: OutputFile) -> bool:
    """Tell whether a published file still has the bytes it was published with."""
    try:
        return kept.read_bytes() == file.content
    except OSError:
        return False


def _link(kept: Path, target: Path) -> None:
    try:
        os.link(kept, target)
    except OSError:
        shutil.copy2(kept, target)


def read_manifest(output: Path) -> Mapping[str, str]:
    """Return the hashes of the published files; raises SiteError if the folder is not ours."""
    if not output.exists() or (output.is_dir() and not any(output.iterdir())):
        return {}
    try:
        manifest = dict(json.loads((output / MANIFEST).read_text(encoding="utf-8")).items())
    except (OSError, ValueError, AttributeError) as error:
        message = "holds files that this program did not write"
        hint = "choose another --output, or empty it yourself"
        raise SiteError(Problem("output", Place(str(output)), message, hint)) from error
    return {str(path): str(digest) for path, digest in manifest.items()}
