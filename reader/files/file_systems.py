"""Which folders lie on file systems that other machines write to.

Source: proc(5), /proc/pid/mountinfo; elsewhere than on Linux every folder counts as near.
"""

from pathlib import Path

MOUNTS = Path("/proc/self/mountinfo")
"""The system's table of mounted file systems."""
_OF_MANY_HOSTS = {
    *("afs", "beegfs", "ceph", "cifs", "coda", "glusterfs", "gpfs", "lustre", "ncpfs"),
    *("nfs", "nfs4", "smb3", "smbfs"),
    *("fuse.cephfs", "fuse.glusterfs", "fuse.rclone", "fuse.s3fs", "fuse.sshfs"),
}
_OF_THE_MACHINE_BELOW = {"9p", "vboxsf", "virtiofs", "vmhgfs"}
"""What a virtual machine is given by the one that it runs on."""


def is_remote(folder: Path, mounts: Path = MOUNTS) -> bool:
    """Say whether other machines write there, without this one being told of their changes."""
    return _kind_of(folder, mounts) in _OF_MANY_HOSTS | _OF_THE_MACHINE_BELOW


def is_network(folder: Path, mounts: Path = MOUNTS) -> bool:
    """Say whether many hosts may have the folder, so that locks and shared memory don't reach all.

    Source: SQLite, "How to corrupt an SQLite database file", chapter 2; "Write-ahead logging".
    """
    return _kind_of(folder, mounts) in _OF_MANY_HOSTS


def _kind_of(folder: Path, mounts: Path) -> str:
    """Return the kind of the file system that a folder is on, or would be; else nothing."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return ""
    kinds: dict[str, str] = {}
    for line in lines:
        before, _, after = line.partition(" - ")
        point = before.split(" ")[4].replace("\\040", " ")
        kinds[point] = after.split(" ")[0]
    places = (str(place) for place in (folder, *folder.parents))
    return next((kinds[place] for place in places if place in kinds), "")
