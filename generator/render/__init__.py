"""Stage 4, render: the arranged site becomes bytes."""
