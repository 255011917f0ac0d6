"""What operators measure, in Prometheus' format. Labels are routes with placeholders and rule codes, never ids."""

from collections.abc import Callable, Iterable, Mapping

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import generate_latest
from prometheus_client.registry import Collector

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"

Readings = Callable[[], Mapping[str, float]]
"""Names to values, read when asked: counters end in ``_total``, the rest are gauges."""


class Metrics:
    """The metrics of one process."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "wenze_requests_total", "Requests answered", ("method", "route", "status"), registry=self._registry
        )
        self._durations = Histogram(
            "wenze_request_seconds", "Time to answer", ("method", "route"), registry=self._registry
        )
        self._refusals = Counter(
            "wenze_refused_commands_total", "Rules that stood against a command", ("rule",), registry=self._registry
        )

    def answered(self, *, method: str, route: str, status: int, seconds: float) -> None:
        """One request was answered."""
        self._requests.labels(method, route, str(status)).inc()
        self._durations.labels(method, route).observe(seconds)

    def refused(self, rules: Iterable[str]) -> None:
        """A command was refused by these rules."""
        for rule in rules:
            self._refusals.labels(rule).inc()

    def follow(self, readings: Readings) -> None:
        """Show *readings* too: the log's counters, the projections' positions and lags."""
        self._registry.register(_Followed(readings))

    def exposition(self) -> bytes:
        """All metrics, as Prometheus reads them."""
        return generate_latest(self._registry)


class _Followed(Collector):
    def __init__(self, readings: Readings) -> None:
        self._readings = readings

    def collect(self) -> Iterable[Metric]:
        for name, value in sorted(self._readings().items()):
            family = CounterMetricFamily if name.endswith("_total") else GaugeMetricFamily
            metric = family(f"wenze_{name}", name.replace("_", " "))
            metric.add_metric([], value)
            yield metric
