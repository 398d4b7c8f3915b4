"""盲道 Mangdao: a terminal reader for people who read by ear, by braille or by eye."""

__version__ = "0.1.0"
