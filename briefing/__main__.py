"""`briefing` and `python -m briefing`."""

import sys


def main() -> int:
    """Run the command line; `--version` alone imports nothing but this."""
    if sys.argv[1:] == ["--version"]:
        from briefing import __version__

        sys.stdout.write(f"briefing {__version__}\n")
        return 0
    from briefing.cli import main as run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
