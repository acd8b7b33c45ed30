"""What a run has done and what failed, as a table."""

import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Figures:
    """Counts by name, and failures with what repeats them."""

    counts: Counter[str] = field(default_factory=Counter)
    failures: dict[str, list[int]] = field(default_factory=dict)
    """Seeds by what failed."""
    rss_kb: list[int] = field(default_factory=list)
    """Memory of the screen over time."""

    def attempt(self, name: str, seed: int, play: Callable[[int, "Figures"], object]) -> None:
        """Play one round, and note how it failed."""
        self.counts[f"rounds of {name}"] += 1
        try:
            play(seed, self)
        except Exception as error:
            last = traceback.extract_tb(error.__traceback__)[-1]
            said = (str(error).splitlines() or [""])[0][:120]
            what = f"{name}: {type(error).__name__} {said} ({last.filename}:{last.lineno})"
            self.failures.setdefault(what, []).append(seed)

    def table(self) -> str:
        """Return the figures as a table in Markdown, the failures below it."""
        lines = ["| what | how many |", "| --- | --- |"]
        lines += [f"| {name} | {count:,} |" for name, count in sorted(self.counts.items())]
        failed = sum(map(len, self.failures.values()))
        lines.append(f"| failures | {failed:,} |")
        if self.rss_kb:
            values = " ".join(f"{kb / 1000:.0f}" for kb in self.rss_kb)
            lines.append(f"| memory of the screen over time, MB | {values} |")
        for what, seeds in self.failures.items():
            lines.append(f"\n{len(seeds)} × {what}\n  seeds {seeds[:10]}")
        return "\n".join(lines) + "\n"
