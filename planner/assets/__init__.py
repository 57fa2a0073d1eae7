"""What browsers load beside the pages: one stylesheet, few scripts and the icon, built once for each version."""
