"""The program itself, as a user's shell starts it."""

import os
import subprocess
import sys


def briefing(*words, folder, stdin=None, **environment):
    """The finished program: its stdout, stderr and exit code."""
    return subprocess.run(
        [sys.executable, "-m", "briefing", *words],
        input=stdin,
        capture_output=True,
        check=False,
        cwd=folder,
        env=_environment(folder, environment),
        timeout=120,
    )


def start(*words, folder, **environment):
    """The program at work."""
    return subprocess.Popen(
        [sys.executable, "-m", "briefing", *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=folder,
        env=_environment(folder, environment),
    )


def _environment(folder, more):
    # PYTHONPATH: the tree that is tested may be another than the one that is installed
    passed = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    return {**passed, "HOME": str(folder), "LC_ALL": "C.UTF-8", **more}
