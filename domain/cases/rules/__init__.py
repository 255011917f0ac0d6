"""What stands against a command on a case, by phase. Sources and wording are data of the procedure profile."""
