"""The program in a real terminal (tmux): it is driven by keys, and what stands on the screen is read back."""

import itertools
import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path

HAS_TMUX = shutil.which("tmux") is not None
NUMBERS = itertools.count(1)
ENDED = "ended with code"


class Terminal:
    """`briefing` with `words`, on a screen of its own. `raw` holds every byte that was written to it.

    The program stands between two lines of a shell's: `$ briefing`, and how it ended.
    """

    def __init__(self, *words, folder, size=(120, 40), term="xterm-256color"):
        self.folder = folder
        self.raw = folder / "screen.raw"
        self._server = f"briefing-{os.getpid()}-{next(NUMBERS)}"
        given = {"TERM": term, "HOME": folder, "LC_ALL": "C.UTF-8", "BRIEFING_TEST": folder}
        program = [*(f"{k}={v}" for k, v in given.items()), sys.executable, "-m", "briefing", *words]
        line = f"read go; echo '$ briefing'; env {shlex.join(map(str, program))}; echo {ENDED} $?; exec cat"
        started = ("-u", "new-session", "-d", "-x", size[0], "-y", size[1], "-c", folder, line)
        self._tmux(*started, ";", "pipe-pane", f"cat > {shlex.quote(str(self.raw))}", ";", "send-keys", "Enter")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._tmux("kill-server")

    def press(self, *keys):
        """Press keys, by tmux's names: "j", "Enter", "C-d"."""
        self._tmux("send-keys", *keys)

    def type(self, text):
        """Type letters as they are."""
        self._tmux("send-keys", "-l", text)

    def resize(self, width, height):
        """Make the screen as large as this."""
        self._tmux("resize-window", "-x", width, "-y", height)

    @property
    def screen(self):
        """What stands on the screen, line by line, without blanks at the ends."""
        return [line.rstrip() for line in self._tmux("capture-pane", "-p").split("\n")]

    def see(self, *patterns, within=60.0):
        """Wait until each of `patterns` stands in a line of the screen; the last one's match."""
        return self._until(
            lambda: [m for p in patterns if (m := self._found(p))], len(patterns), f"see {patterns}", within
        )[-1]

    def miss(self, pattern, *, within=60.0):
        """Wait until `pattern` no longer stands on the screen."""
        self._until(lambda: [] if self._found(pattern) else [True], 1, f"miss {pattern!r}", within)

    def end(self, *, within=60.0):
        """Wait until the program has ended; its exit code."""
        return int(self.see(rf"{ENDED} (\d+)", within=within)[1])

    def is_as_before(self):
        """Whether the terminal is as a shell wants it: no second screen, a cursor, no mouse reports."""
        state = self._tmux("display-message", "-p", "#{alternate_on} #{cursor_flag} #{mouse_any_flag}")
        shown = [line for line in self.screen if line]
        return state.split() == ["0", "1", "0"] and shown[0] == "$ briefing" and shown[-1].startswith(ENDED)

    def processes(self, *, within=0.0):
        """Those the program started and left behind, itself included; what is about to end is waited for."""
        until = time.monotonic() + within
        while (found := self._processes()) and time.monotonic() < until:
            time.sleep(0.05)
        return found

    def _processes(self):
        mark, found = f"BRIEFING_TEST={self.folder}\0".encode(), []
        for process in Path("/proc").glob("[0-9]*"):
            try:
                if mark in (process / "environ").read_bytes() and (process / "stat").read_bytes().split()[2] != b"Z":
                    found.append(process.name)
            except OSError:
                continue
        return found

    def _found(self, pattern):
        return next((m for line in self.screen if (m := re.search(pattern, line))), None)

    def _until(self, look, count, what, within):
        end = time.monotonic() + within
        while len(found := look()) < count:
            assert time.monotonic() < end, f"waited in vain to {what}; the screen:\n" + "\n".join(self.screen)
            time.sleep(0.02)
        return found

    def _tmux(self, *words):
        command = ["tmux", "-L", self._server, "-f", "/dev/null", *map(str, words)]
        environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
        return subprocess.run(command, check=True, capture_output=True, text=True, env=environment, timeout=20).stdout
