-- The last entry of the registers and the moments at which entries were made.
SELECT greatest(
       (SELECT max(entry) FROM registers.organ_terms),
       (SELECT max(entry) FROM registers.post_terms),
       (SELECT max(entry) FROM registers.holdings),
       0)
