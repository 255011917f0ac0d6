"""Papers (公文): an official document from its template to the signed sheet, drafted by one person and approved by another."""
