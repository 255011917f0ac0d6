"""What the registers of organs, posts and relations say on a day. What they do not say is a question, never a guess."""
