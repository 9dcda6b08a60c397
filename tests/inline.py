"""A run without worker processes, for tests that look at results alone."""

from concurrent.futures import Executor, Future


class Inline(Executor):
    """An executor that does the work at once, in this process."""

    def submit(self, fn, /, *args, **kwargs):
        """Run `fn` now; the future is done when this returns."""
        future = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 (it is raised again where the result is asked for)
            future.set_exception(error)
        return future
