"""The screen in tmux, which counts columns of emoji and of Indic marks in its own way."""

import shutil

import pytest

pytestmark = pytest.mark.skipif(not shutil.which("tmux"), reason="tmux is not installed")
RISKY = ["❤️", "1️⃣ one", "👍🏽 done", "हिन्दी में का", "👨‍👩‍👧 all", "🫠 new", "☰ menu", "🇩🇪 flag"]
