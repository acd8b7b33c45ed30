"""The system call openat2, which Python has no function for.

Source: openat2(2), and linux/openat2.h; the number is the same on all architectures but Alpha.
"""

import ctypes
import errno
import os

_NUMBER = 437
_NO_MAGIC_LINKS, _NO_LINKS, _BENEATH = 0x02, 0x04, 0x08
_RESOLVE = _BENEATH | _NO_LINKS | _NO_MAGIC_LINKS
_MAX_TRIES = 100
"""A folder that is moved meanwhile makes the kernel ask to try again."""


class _How(ctypes.Structure):
    """The structure ``open_how``."""

    _fields_ = (
        ("flags", ctypes.c_uint64),
        ("mode", ctypes.c_uint64),
        ("resolve", ctypes.c_uint64),
    )


_call = ctypes.CDLL(None, use_errno=True).syscall
_call.restype = ctypes.c_long
_call.argtypes = (
    ctypes.c_long,
    ctypes.c_int,
    ctypes.c_char_p,
    ctypes.POINTER(_How),
    ctypes.c_size_t,
)


def open_beneath(folder: int, path: str, flags: int) -> int:
    """Open a path below a folder's descriptor; the kernel follows no link and leaves no folder.

    Raises:
        OSError: It can't be opened; `errno.EXDEV` where it leads out, `errno.ELOOP` at a link.
        ValueError: No file can have this name.
    """
    name = os.fsencode(path)
    if b"\0" in name:
        raise ValueError("embedded null byte")
    how = _How(flags, 0, _RESOLVE)
    for _ in range(_MAX_TRIES):
        descriptor: int = _call(_NUMBER, folder, name, ctypes.byref(how), ctypes.sizeof(how))
        if descriptor >= 0:
            return descriptor
        number = ctypes.get_errno()
        if number not in {errno.EAGAIN, errno.EINTR}:
            break
    raise OSError(number, os.strerror(number), path)


def is_known() -> bool:
    """Say whether the kernel has this call, and whatever filters its calls allows it."""
    try:
        folder = os.open("/", os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.close(open_beneath(folder, ".", os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC))
        finally:
            os.close(folder)
    except OSError:
        return False
    return True
