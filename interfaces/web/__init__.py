"""The pages: server-rendered, the same commands and the same access as the API, usable without JavaScript."""
