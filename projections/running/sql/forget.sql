-- A slot that holds nothing any more.
DELETE FROM read_models.progress WHERE name = %(name)s AND version = %(version)s AND slot = %(slot)s
