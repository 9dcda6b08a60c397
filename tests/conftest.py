"""What holds for all tests: which tree programs come from, and how patient and how thorough properties are."""

import multiprocessing
import os
from pathlib import Path

from hypothesis import settings

TESTS = Path(__file__).parent

# Properties are no stopwatches: on a busy machine an example may take long and still hold.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

# Programs that tests start are of this tree, and several tests at once share the cores: no threads of numpy's.
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(TESTS.parent), str(TESTS), os.environ.get("PYTHONPATH")]))
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
multiprocessing.set_forkserver_preload(["preloaded"])
