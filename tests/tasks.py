"""What tests give to worker processes: these must be functions of a module that can be imported there."""

import os
import re
import time
from pathlib import Path

from briefing.pipeline.worker import prepared_by

prepared = []


def double(number):
    return number * 2


def process():
    return os.getpid()


def sleep():
    time.sleep(600)


def spin(note=None):
    """Hold the interpreter for ages in one call, after telling which process does."""
    if note:
        Path(note).write_text(str(os.getpid()), "utf-8")
    re.match("(a|aa)+b", "a" * 90)


def devour():
    return len(b"x" * 10**9)


def crash():
    os.write(2, b"free(): invalid pointer\n")
    os.abort()


def leave():
    raise SystemExit(3)


def stumble():
    raise ZeroDivisionError("a bug")


def hand_back_what_can_not_be_sent():
    return lambda: None


@prepared_by(lambda: prepared.append("encoder"))
def what_is_prepared():
    return prepared


@prepared_by(lambda: time.sleep(0.2))
def prepare_for_longer_than_allowed():
    return "done"


def no_longer_than_one(text):
    if len(text) > 1:
        os.abort()
    return text.upper()
