"""The sample edition in every format, analysed once for all tests that look at its pages."""

import fcntl

from program import briefing


def edition(factory):
    """The file that has the edition as TOML; its folder is that of all processes that test."""
    alone = factory.getbasetemp()
    folder = alone.parent if alone.name.startswith("popen-") else alone
    with (folder / "edition.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "edition.toml").exists():
            _done(briefing("print", "--demo", "-o", "edition.toml", folder=folder))
    return folder / "edition.toml"


def printed(format_, factory, *options):
    """What `print --demo --format …` prints."""
    file = edition(factory)
    return _done(briefing("print", file.name, "--format", format_, *options, folder=file.parent)).decode()


def _done(run):
    assert run.returncode == 0, run.stderr.decode()
    return run.stdout
