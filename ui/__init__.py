"""What people see: the command `signpost` and the web page."""
