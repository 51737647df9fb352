"""Writing the site: everything aside, then swapped in. A build is whole or did not happen."""

import errno
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from sitegen.errors import SiteError
from sitegen.model.output import OutputFile, Written
from sitegen.model.problem import Place, Problem
from sitegen.output.swap import swap

MANIFEST = ".sitegen.json"
"""Lies in every output folder: it says the folder is ours, and the hash of each file."""

MOUNTED = frozenset({errno.EBUSY, errno.EXDEV})
"""What a system says that is asked to rename the place where a disk is mounted."""


def publish(files: Iterable[OutputFile], output: Path, *, force: bool = False) -> None:
    """Make `output` hold exactly `files`; see Aside."""
    aside = Aside(output, force=force)
    try:
        aside.publish([aside.keep(file) for file in files])
    finally:
        aside.discard()


class Aside:
    """Where a site is written before it takes its place; several processes may write into it.

    What has not changed keeps its bytes and its time. Only one site may be written for an
    `output` at a time. Every method raises SiteError when the disk refuses, the first also for
    a folder that was not made by this program, which `force` lets pass; the last site then stays
    as it was.
    """

    def __init__(self, output: Path, *, force: bool = False) -> None:
        recover(output)
        self.output, self.folder = output, _aside(output)
        self.before = _manifest_or_none(output) if force else read_manifest(output)
        self._folders: set[Path] = set()
        with _told(output):
            if output.exists() and not os.access(output, os.W_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
            self.folder.mkdir(parents=True)
            (self.folder / MANIFEST).touch()

    def keep(self, file: OutputFile) -> Written:
        """Write a file, or take it from the last site where it is the same there."""
        digest = sha256(file.content).hexdigest()
        target, kept = self.folder / file.path, self.output / file.path
        known = self.before or {}
        is_kept = known.get(file.path) == digest and _is_intact(kept, file)
        with _told(self.output):
            self._make_room(target)
            if is_kept:
                _link(kept, target)
            else:
                target.write_bytes(file.content)
            return Written(file.path, digest, _look(target), is_kept)

    def keep_all(self, files: Sequence[Written]) -> list[Written] | None:
        """Take files from the last site that look as they did; None where one does not."""
        known = self.before or {}
        # There may be tens of thousands: text is put together faster than paths are.
        here, there = f"{self.output}/", f"{self.folder}/"
        try:
            for file in files:
                found = os.stat(here + file.path)  # noqa: PTH116
                if (found.st_size, found.st_mtime_ns) != file.look:
                    return None
                if known.get(file.path) != file.digest:
                    return None
        except OSError:
            return None
        with _told(self.output):
            for file in files:
                self._make_room(Path(there + file.path))
                _link(here + file.path, there + file.path)
        return [Written(file.path, file.digest, file.look, is_kept=True) for file in files]

    def _make_room(self, target: Path) -> None:
        if target.parent not in self._folders:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(target.parent)

    def publish(self, files: Sequence[Written]) -> None:
        """Put the site in its place, which is all of these files."""
        if self.before == {} or not self._is_published(files):
            now = {file.path: file.digest for file in files}
            text = json.dumps(now, sort_keys=True, indent=0)
            with _told(self.output):
                (self.folder / MANIFEST).write_text(text, encoding="utf-8")
                if self.before is None:
                    # From here on it is ours, however this ends.
                    (self.output / MANIFEST).write_text("{}", encoding="utf-8")
                _put(self.folder, self.output)

    def _is_published(self, files: Sequence[Written]) -> bool:
        """Tell whether the last site has all of these files, and no other beside its manifest."""
        if not all(file.is_kept for file in files) or not self.output.is_dir():
            return False
        held = sum(1 for one in self.output.rglob("*") if one.is_symlink() or not one.is_dir())
        return held == len({file.path for file in files}) + 1

    def discard(self) -> None:
        """Remove what is aside: what was not published, or the site before."""
        # What cannot be removed now is in nobody's way until the next build says so.
        with suppress(OSError):
            _remove(self.folder)


def recover(output: Path) -> None:
    """Clear up after a build that was ended while it published.

    A site that lies aside, with nothing in its place, is put back; what is left over is removed.
    Raises SiteError when it cannot be, or is not ours.
    """
    old = _old(output)
    with _told(output):
        if not output.exists() and (old / MANIFEST).is_file():
            old.rename(output)
        for leftover in (_aside(output), old):
            if leftover.exists():
                if not _is_ours(leftover):
                    message = "holds files that this program did not write, under a name it uses"
                    hint = "move it away, or choose another --output"
                    raise SiteError(Problem("output", Place(str(leftover)), message, hint))
                _remove(leftover)


def _aside(output: Path) -> Path:
    """Return where a site is written, and where one lies that is being removed."""
    return output.parent / f".{output.name}.new"


def _old(output: Path) -> Path:
    """Return where the last site is for a moment where two folders cannot change places."""
    return output.parent / f".{output.name}.old"


@contextmanager
def _told(output: Path) -> Iterator[None]:
    """Raise SiteError for a disk that refuses."""
    try:
        yield
    except OSError as error:
        message = f"cannot be written: {error.strerror or error}"
        hint = "a folder that is mounted cannot be exchanged: choose one inside it"
        place = Place(str(error.filename or output))
        problem = Problem("output", place, message, hint if error.errno in MOUNTED else "")
        raise SiteError(problem) from error


def _put(aside: Path, output: Path) -> None:
    """Put a site that was written aside in its place, and the last one aside."""
    if not output.exists():
        aside.rename(output)
    elif not swap(aside, output):
        old = _old(output)
        output.rename(old)
        try:
            aside.rename(output)
        except BaseException:
            old.rename(output)
            raise
        old.rename(aside)


def _remove(folder: Path) -> None:
    """Remove a folder of ours, its manifest last, so that what is left of it is still ours."""
    if not folder.exists():
        return
    for entry in folder.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        elif entry.name != MANIFEST:
            entry.unlink()
    (folder / MANIFEST).unlink(missing_ok=True)
    folder.rmdir()


def _is_ours(folder: Path) -> bool:
    """Tell whether a folder is empty or marked, be it half written or half removed."""
    if folder.is_symlink() or not folder.is_dir():
        return False
    return (folder / MANIFEST).is_file() or not any(folder.iterdir())


def _is_intact(kept: Path, file: OutputFile) -> bool:
    """Tell whether a published file still has the bytes it was published with."""
    try:
        return kept.read_bytes() == file.content
    except OSError:
        return False


def _look(file: Path) -> tuple[int, int]:
    """Return the size of a file and when it was changed."""
    found = file.stat()
    return found.st_size, found.st_mtime_ns


def _link(kept: Path | str, target: Path | str) -> None:
    try:
        os.link(kept, target)
    except FileExistsError:
        return  # Two pages offer the same file.
    except OSError:
        shutil.copy2(kept, target)


def _manifest_or_none(output: Path) -> Mapping[str, str] | None:
    """Return the hashes of the published files; None for a folder that is not ours."""
    try:
        return read_manifest(output)
    except SiteError:
        if not output.is_dir():
            raise
        return None


def read_manifest(output: Path) -> Mapping[str, str]:
    """Return the hashes of the published files; raises SiteError if the folder is not ours."""
    if not output.exists():
        return {}
    place = Place(str(output))
    try:
        if not any(output.iterdir()):
            return {}
        manifest = dict(json.loads((output / MANIFEST).read_text(encoding="utf-8")).items())
    except NotADirectoryError as error:
        raise SiteError(Problem("output", place, "is a file, not a folder")) from error
    except (OSError, ValueError, AttributeError) as error:
        message = "holds files that this program did not write"
        hint = "choose another --output, or say --force to replace all that is in it"
        raise SiteError(Problem("output", place, message, hint)) from error
    return {str(path): str(digest) for path, digest in manifest.items()}
