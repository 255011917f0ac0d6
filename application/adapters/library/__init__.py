"""The contracts of the ``eventsourcing`` library over our log, for scripts, simulations and its shipped test cases."""
