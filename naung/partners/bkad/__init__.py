"""The regional treasury (BKAD, BUD): SPM out, SP2D back. Its layout is still to be agreed."""
