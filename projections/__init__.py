"""What people want to see: one folder a question, filled from the log, rebuilt and never migrated."""
