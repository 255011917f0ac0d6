"""The command line. Each module with ``add(subparsers)`` is one command; ``main`` finds and runs them."""
