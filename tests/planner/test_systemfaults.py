"""What the system says of a file, in Chinese whatever the language of the machine."""

import errno

import pytest

from planner.systemfaults import tell_fault


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (FileNotFoundError(errno.ENOENT, "No such file or directory"), "没有这个文件或文件夹"),
        (PermissionError(errno.EACCES, "Permission denied"), "没有权限"),
        (OSError(errno.ENOSPC, "No space left on device"), "磁盘满了"),
        (OSError(errno.ELOOP, "Too many levels of symbolic links"), f"系统报错 {errno.ELOOP}"),
        (OSError("broken"), "系统没有说为什么"),
    ],
)
def test_fault_is_told_in_words(fault: OSError, words: str) -> None:
    assert tell_fault(fault) == words
