"""The program itself, as a user's shell starts it.

`briefing(…)` is what tests of commands use. It is a process of its own, with its own arguments, environment, folder,
streams and workers, but forked from one that has everything loaded: 0.03 s of work before the command, not 0.4 to 2 s.
`start(…)` is an interpreter of its own, for what is watched or ended while it works; so is `PROGRAM` with subprocess,
for what looks at imports, closed streams or start-up.
"""

import atexit
import multiprocessing
import os
import subprocess
import sys
import tempfile
import threading
from multiprocessing import forkserver
from pathlib import Path

#: The words that start the program afresh.
PROGRAM = (sys.executable, "-m", "briefing")
#: Seconds after which a program is taken to hang.
PATIENCE = 120
#: How a shell's three streams are opened.
STREAMS = {"stdin": os.O_RDONLY, "stdout": os.O_WRONLY | os.O_CREAT, "stderr": os.O_WRONLY | os.O_CREAT}


def briefing(*words, folder, stdin=None, **environment):
    """The finished program: its stdout, stderr and exit code."""
    with tempfile.TemporaryDirectory(prefix="briefing-streams-") as streams:
        read = {name: Path(streams, name) for name in STREAMS}
        read["stdin"].write_bytes(stdin or b"")
        arguments = (words, str(folder), surroundings(folder, **environment), streams)
        process = multiprocessing.get_context("forkserver").Process(target=_become, args=arguments)
        process.start()
        process.join(PATIENCE)
        if process.is_alive():
            process.kill()
            raise subprocess.TimeoutExpired(words, PATIENCE, read["stdout"].read_bytes(), read["stderr"].read_bytes())
        told = (read[name].read_bytes() if read[name].exists() else b"" for name in ("stdout", "stderr"))
        return subprocess.CompletedProcess(words, process.exitcode, *told)


def start(*words, folder, **environment):
    """The program at work, started afresh."""
    return subprocess.Popen(
        [*PROGRAM, *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=folder,
        env=surroundings(folder, **environment),
    )


def surroundings(folder, **environment):
    """The environment of a program that is at home in `folder`."""
    # PYTHONPATH: the tree that is tested may be another than the one that is installed
    passed = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    return {**passed, "HOME": str(folder), "LC_ALL": "C.UTF-8", **environment}


def _become(words, folder, environment, streams):
    """Be `python -m briefing` from here on."""
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    for number, (name, how) in enumerate(STREAMS.items()):
        os.dup2(os.open(Path(streams, name), how, 0o600), number)
    sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = os.fdopen(2, "w", 1, encoding="utf-8", errors="backslashreplace", closefd=False)
    sys.argv = ["briefing", *words]
    # as `ensure_running` says of itself: a child uses its parent's server; Python 3.11 would start another
    forkserver._forkserver.ensure_running = lambda: None  # noqa: SLF001
    from briefing.__main__ import main

    try:
        code = main()
    except SystemExit as end:
        code = end.code
    # an interpreter ends in this order; a process of multiprocessing would end what the workers need before them
    threading._shutdown()  # noqa: SLF001
    atexit._run_exitfuncs()  # noqa: SLF001
    sys.stdout.flush()
    os._exit(code)
