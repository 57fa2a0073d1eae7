"""Photos as files: what a file is and whether all of it came, told by its bytes; its copies, made in a child process.

Nothing here decodes a picture in the process that answers requests.
"""
