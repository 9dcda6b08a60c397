"""The command line: arguments in, results to stdout, all else to stderr, an exit code. One file a command.

Each command imports what it uses inside its own function, so that none pays for another.
"""

import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from typing import TextIO

from briefing.errors import BriefingError

INTERRUPTED = 130
#: Seconds in which the program may tidy up when it is told to end.
PATIENCE = 0.7


def main(arguments: Sequence[str]) -> int:
    """Run the command that `arguments` name and return the program's exit code; no trace reaches the user."""
    from briefing.cli.arguments import read_arguments

    _open_streams()
    options = read_arguments(arguments)
    signal.signal(signal.SIGTERM, _end)
    try:
        code: int = options.run(options)
        sys.stdout.flush()
    except BriefingError as error:
        _tell(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # the reader (`head`, a pager, a program that was ended) has what it wanted
        _drop(sys.stdout, sys.stderr)
        return 0
    except OSError as error:
        _tell(f"{error.filename or 'output'}: {_reason(error)}")
        _drop(sys.stdout)
        return BriefingError.exit_code
    except Exception as bug:  # noqa: BLE001 (told below, with its place if that is wanted)
        if getattr(options, "verbose", False):
            _trace(bug)
        _tell(f"this is a bug in briefing, not in what it read: {type(bug).__name__}: {bug} (-v shows where)")
        return 1
    return code


def _reason(error: OSError) -> str:
    return f"can't be {'used' if error.filename else 'written'}: {error.strerror or error}"


def _open_streams() -> None:
    """Have streams that take any text, even where the caller closed them: the exit code still tells."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 (as long as the program)
        stream = getattr(sys, name)
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _tell(line: str) -> None:
    """One line on stderr; it may repeat a file's name or an address, which may hold anything."""
    from briefing.language.clean import clean
    from briefing.language.secrets import concealed

    try:
        sys.stderr.write(f"briefing: {concealed(clean(line, keep_newlines=False))}\n")
    except OSError:
        _drop(sys.stderr)  # nobody reads it


def _trace(bug: Exception) -> None:
    """Where in the program it happened; what is quoted there may come from anywhere."""
    import traceback

    from briefing.cli.progress import tell

    tell("".join(traceback.format_exception(bug)).rstrip())


def _drop(*streams: TextIO) -> None:
    from briefing.cli.output import drop

    drop(*streams)


def _end(number: int, frame: FrameType | None) -> None:
    """Leave as tidily as after Ctrl-C, but soon: whoever asks for it waits, and workers end with the program."""
    import threading

    soon = threading.Timer(PATIENCE, os._exit, (INTERRUPTED,))
    soon.daemon = True
    soon.start()
    signal.default_int_handler(number, frame)
