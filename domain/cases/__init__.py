"""Cases (案件): facts and evidence, shared by all respondents."""
