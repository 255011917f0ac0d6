"""Pending work (今日): what somebody must do next, nearest legal clock first."""
