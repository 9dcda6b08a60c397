"""The command line: arguments in, results to stdout, all else to stderr, an exit code. One file a command.

Each command imports what it uses inside its own function, so that none pays for another.
"""

import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from briefing.errors import BriefingError

INTERRUPTED = 130


def main(arguments: Sequence[str]) -> int:
    """Run the command that `arguments` name and return the program's exit code; no trace reaches the user."""
    from briefing.cli.arguments import read_arguments

    if sys.stdout is None:  # closed by the caller: the exit code still tells
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 (open for as long as the program)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    options = read_arguments(arguments)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # whoever stops it wants it to leave as tidily as Ctrl-C
    try:
        code: int = options.run(options)
        sys.stdout.flush()
    except BriefingError as error:
        _tell(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # the reader (`head`, a pager) has what it wanted
        _drop_output()
        return 0
    except OSError as error:
        _tell(f"output can't be written: {error.strerror or error}")
        _drop_output()
        return BriefingError.exit_code
    except Exception as bug:
        if getattr(options, "verbose", False):
            raise
        _tell(f"this is a bug in briefing, not in what it read: {type(bug).__name__}: {bug} (-v shows where)")
        return 1
    return code


def _tell(line: str) -> None:
    """One line on stderr; it may repeat a file's name, which may hold anything."""
    from briefing.language.clean import clean

    sys.stderr.write(f"briefing: {clean(line, keep_newlines=False)}\n")


def _drop_output() -> None:
    """What is still to be flushed at the end goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
