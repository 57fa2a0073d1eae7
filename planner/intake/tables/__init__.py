"""Tables that people have: from the clipboard, from files, from text; read into rows of a noun with their evidence."""
