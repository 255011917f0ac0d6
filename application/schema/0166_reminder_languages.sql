-- In which language an office is written to.
ALTER TABLE reminders.targets ADD COLUMN language text NOT NULL DEFAULT 'zh' CHECK (language IN ('zh', 'en'));
