"""`briefing` and `python -m briefing`."""

import sys


def main() -> int:
    """Run the command line; `--version` alone imports nothing but this."""
    if sys.argv[1:] == ["--version"]:
        from briefing import __version__

        return _written(f"briefing {__version__}\n")
    from briefing.cli import main as run

    return run(sys.argv[1:])


def _written(text: str) -> int:
    """Write `text` to stdout and return the exit code, 2 if it can't be written; whoever reads no more has enough."""
    if sys.stdout is None:  # the caller closed it
        return 0
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        from briefing.cli.output import drop

        drop(sys.stdout)
        if isinstance(error, BrokenPipeError):
            return 0
        sys.stderr.write(f"briefing: output: can't be written: {error.strerror}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
