"""Handing an address to the reader's browser."""

import subprocess
import sys
import webbrowser


def start_browser(address: str) -> bool:
    """Open an address of the web; false if there is no browser.

    It is started apart from the program: one that stays in the foreground neither writes over the screen nor keeps
    the program from ending.
    """
    try:
        webbrowser.get()
        command = [sys.executable, "-P", "-m", "webbrowser", address]
        subprocess.Popen(  # noqa: S603 (the user's own browser, an address that was checked)
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except (OSError, webbrowser.Error):
        return False
    return True
