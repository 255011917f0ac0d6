"""Projects (电子政务项目): their gates, their recurring report, and networks and data centres that need approval."""
