"""The errors that a user may see. Anything else that is raised is a bug and propagates.

    BriefingError              exit 2 unless said otherwise
    ├── ConfigurationError     sources.toml: names the file, the key and the nearest known key
    ├── InputError             an INPUT can't be read: missing, empty, binary, too large
    ├── StoreError             the workspace can't be read or written
    └── IncompleteError        exit 1: done but not complete
        └── BusyError          another process is at work on the same: nothing was done

Trouble with one source is not an error but a `model.Failure`: one bad source never ends a run.
"""


class BriefingError(Exception):
    """An expected error: its text is one line for the user, `exit_code` ends the program."""

    exit_code = 2


class ConfigurationError(BriefingError):
    """The settings or the list of sources can't be used as they stand."""


class InputError(BriefingError):
    """A document given on the command line can't be read."""


class StoreError(BriefingError):
    """The workspace can't be read or written."""


class IncompleteError(BriefingError):
    """The work was done, but not all of what was asked."""

    exit_code = 1


class BusyError(IncompleteError):
    """Another process is at work where only one may be."""
