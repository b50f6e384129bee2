"""Official documents: printed the same way every time, registered once, checked by anybody."""
