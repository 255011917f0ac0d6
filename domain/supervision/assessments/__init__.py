"""Assessment of disclosure work (考核): scheme in advance, self-assessment, checks, scores, approval, consequences."""
