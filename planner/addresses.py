"""Network addresses."""

import ipaddress
import re
from urllib.parse import urlsplit

_PORT = re.compile(r":\d+$")
_HOST = re.compile(r"[\w.-]+|\[[0-9a-fA-F:.]+\]")


def is_loopback(host: str) -> bool:
    """Whether a host name or an address (with or without the brackets of IPv6) means this machine only."""
    try:
        parsed = ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return host == "localhost"
    return (getattr(parsed, "ipv4_mapped", None) or parsed).is_loopback


def without_port(host: str) -> str:
    """A host as requests name it, without its port."""
    return _PORT.sub("", host)


def read_root(url: str) -> str | None:
    """The beginning of all addresses at a site, as in https://plan.example.edu.cn:8443; None for anything else."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    host = parts.netloc if port is None else without_port(parts.netloc)
    is_bare = parts.path in ("", "/") and not parts.query and not parts.fragment
    if parts.scheme not in ("http", "https") or not is_bare or not _HOST.fullmatch(host):
        return None
    return f"{parts.scheme}://{parts.netloc}"


def neighbourhood(address: str) -> str:
    """Who is counted as one: an IPv4 address, and of IPv6 the /64 that a single connection is given.

    A socket for both writes an IPv4 address as one of IPv6 (RFC 4291, 2.5.5.2); it stays the address that it is.
    """
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv4Address):
        return address
    mapped = parsed.ipv4_mapped
    return str(mapped) if mapped else str(ipaddress.ip_network((parsed, 64), strict=False))
