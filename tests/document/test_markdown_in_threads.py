import subprocess
import sys

# Forks, for markdown-it's tables are empty only once in a process, and to import it takes long.
RACES = """
import os, sys, threading
from reader.document.markup.markdown import render_markdown

TEXT = "| a | b |\\n| - | - |\\n| <http://a.b/c> | [x](/y) |\\n\\n- [ ] *t*\\n"

def race():
    together, found = threading.Barrier(8), []
    def render():
        together.wait()
        found.append(render_markdown(TEXT))
    threads = [threading.Thread(target=render) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(found) == 8 and set(found) == {render_markdown(TEXT)}

sys.setswitchinterval(1e-6)
for _ in range(40):
    child = os.fork()
    if not child:
        os._exit(0 if race() else 1)
    if os.waitpid(child, 0)[1]:
        sys.exit("a thread failed, or found another HTML")
"""


def test_threads_may_render_the_first_markdown_of_a_process_at_the_same_time() -> None:
    done = subprocess.run(
        [sys.executable, "-c", RACES], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
