"""The command line: arguments in, results to stdout, all else to stderr, an exit code. One file a command.

Each command imports what it uses inside its own function, so that none pays for another.
"""

import os
import sys
from collections.abc import Sequence

from briefing.errors import BriefingError

INTERRUPTED = 130


def main(arguments: Sequence[str]) -> int:
    """Run the command that `arguments` name and return the program's exit code; no trace reaches the user."""
    from briefing.cli.arguments import read_arguments

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    options = read_arguments(arguments)
    try:
        code: int = options.run(options)
        sys.stdout.flush()
    except BriefingError as error:
        sys.stderr.write(f"briefing: {error}\n")
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # the reader (`head`, a pager) has what it wanted; what is left to flush goes nowhere
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as bug:
        if getattr(options, "verbose", False):
            raise
        sys.stderr.write(
            f"briefing: this is a bug in briefing, not in what it read: {type(bug).__name__}: {bug} (-v shows where)\n"
        )
        return 1
    return code
