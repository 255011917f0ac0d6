"""Prior liability: earlier situations of an organ or person that called for liability (feeds the repetition factor)."""
