"""What a person asks for, carried out in order. Only ``application.adapters`` knows a driver or the event store."""
