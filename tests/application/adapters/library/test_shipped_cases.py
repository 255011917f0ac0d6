"""The test cases that the library ships for people who write recorders, on ours."""

import pytest
from eventsourcing.tests.persistence import (
    ApplicationRecorderTestCase,
    NonInterleavingNotificationIDsBaseCase,
    ProcessRecorderTestCase,
    TrackingRecorderTestCase,
)

from application.adapters.library.reading import SyncPool
from application.adapters.library.recorder import LogProcessRecorder, LogRecorder, LogTracking

FIRST_VERSION = 0
"""The shipped cases begin streams at 0 in some tests, and at ``INITIAL_VERSION`` in the others."""


class OnOurTables:
    connections: SyncPool

    @pytest.fixture(autouse=True)
    def _connect(self, connections: SyncPool) -> None:
        self.connections = connections


class TestApplicationRecorder(OnOurTables, ApplicationRecorderTestCase[LogRecorder]):
    INITIAL_VERSION = FIRST_VERSION

    def create_recorder(self) -> LogRecorder:
        return LogRecorder(self.connections, first_version=FIRST_VERSION)

    def test_insert_subscribe(self) -> None:
        self.optional_test_insert_subscribe()


class TestPositionsDoNotInterleave(OnOurTables, NonInterleavingNotificationIDsBaseCase):
    def create_recorder(self) -> LogRecorder:
        return LogRecorder(self.connections, first_version=FIRST_VERSION)


class TestTrackingRecorder(OnOurTables, TrackingRecorderTestCase):
    def create_recorder(self) -> LogTracking:
        return LogTracking(self.connections)


class TestProcessRecorder(OnOurTables, ProcessRecorderTestCase):
    def create_recorder(self) -> LogProcessRecorder:
        # Its only test that begins at 0 measures time and says so; the others begin at 1.
        first = FIRST_VERSION if self._testMethodName == "test_performance" else 1
        return LogProcessRecorder(self.connections, first_version=first)
