"""Network addresses."""

import ipaddress


def is_loopback(host: str) -> bool:
    """Whether a host name or an address (with or without the brackets of IPv6) means this machine only."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"
