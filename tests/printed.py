"""The sample edition in every format, analysed once for all tests that look at its pages."""

import fcntl

from program import briefing


def made(factory):
    """The folder in which `refresh --demo --cache …` made the edition; it is that of all processes that test."""
    alone = factory.getbasetemp()
    folder = alone.parent if alone.name.startswith("popen-") else alone
    with (folder / "edition.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "edition").exists():
            _done(briefing("refresh", "--demo", "--cache", "edition", folder=folder))
    return folder / "edition"


def edition(factory):
    """The file that has it as TOML."""
    (file,) = (made(factory) / "snapshots").glob("*.toml")
    return file


def printed(format_, factory, *options):
    """What `print --demo --format …` prints."""
    file = edition(factory)
    return _done(briefing("print", file.name, "--format", format_, *options, folder=file.parent)).decode()


def _done(run):
    assert run.returncode == 0, run.stderr.decode()
    return run.stdout
