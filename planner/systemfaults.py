"""What the system said of a file or a port, in words that somebody at a school understands."""

import errno

_WORDS = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.ENOTDIR: "路径里有一段不是文件夹",
    errno.EISDIR: "这是一个文件夹，不是文件",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EEXIST: "已经有同名的了",
    errno.ENAMETOOLONG: "名字太长",
    errno.ENOSPC: "磁盘满了",
    errno.EDQUOT: "分给这个账户的空间用完了",
    errno.EROFS: "这个盘只能读，不能写",
    errno.EIO: "磁盘读写出错",
    errno.EMFILE: "同时打开的文件太多",
    errno.EADDRINUSE: "已经被占着",
    errno.EADDRNOTAVAIL: "这台机器没有这个地址",
}


def tell_fault(fault: OSError) -> str:
    """What is wrong, without a full stop; the number of the system where we have no words."""
    number = fault.errno
    return _WORDS.get(number or 0) or (f"系统报错 {number}" if number else "系统没有说为什么")
