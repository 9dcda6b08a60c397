"""The program itself, as a user's shell starts it."""

import os
import subprocess
import sys


def briefing(*words, folder, stdin=None, **environment):
    """The finished program: its stdout, stderr and exit code."""
    # PYTHONPATH: the tree that is tested may be another than the one that is installed
    passed = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    given = {**passed, "HOME": str(folder), "LC_ALL": "C.UTF-8", **environment}
    return subprocess.run(
        [sys.executable, "-m", "briefing", *words],
        input=stdin,
        capture_output=True,
        check=False,
        cwd=folder,
        env=given,
        timeout=120,
    )
