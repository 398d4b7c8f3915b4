"""The pure core: no file, clock, thread, terminal or network is touched below this folder."""
