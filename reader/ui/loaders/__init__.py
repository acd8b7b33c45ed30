"""Threads that call the core and answer with messages; nothing else in `ui` starts any."""
