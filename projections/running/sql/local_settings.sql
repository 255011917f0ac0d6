-- For one transaction: rows go to the tables of one slot, and their commit waits for no disk (they can be folded again).
SELECT set_config('search_path', %(schema)s, true), set_config('synchronous_commit', 'off', true)
