"""How the app is served: sockets, who stays connected, processes, what works beside the requests."""
