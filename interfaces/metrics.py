"""What operators measure, in Prometheus' format. Labels are routes with placeholders and rule codes, never ids."""

from collections.abc import Callable, Iterable, Mapping

import msgspec
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.exposition import generate_latest
from prometheus_client.registry import Collector

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Distribution(msgspec.Struct, frozen=True, kw_only=True):
    """Counts of observations up to each bound (included), the last one without bound; ``total`` is their sum."""

    bounds: tuple[float, ...]
    counts: tuple[int, ...]
    total: float


Readings = Callable[[], Mapping[str, float | Distribution]]
"""Names to values, read when asked: counters end in ``_total``, distributions become histograms, the rest are gauges."""


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
        self._position, self._lag, self._silent, self._live = (
            Gauge(f"wenze_read_model_{name}", meaning, ("read_model",), registry=self._registry)
            for name, meaning in (
                ("position", "Last position of the log that is in the read model"),
                ("lag_events", "Events of the log that are not in it yet"),
                ("silent_seconds", "Age of its projector's last sign of life"),
                ("live", "1 while it follows the log, 0 when an event stopped it"),
            )
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
        """Show *readings* too: what the log counts of itself."""
        self._registry.register(_Followed(readings))

    def following(self, read_model: str, *, position: int, lag: int, silent_seconds: float, live: bool) -> None:
        """How far a read model has come, as last seen."""
        self._position.labels(read_model).set(position)
        self._lag.labels(read_model).set(lag)
        self._silent.labels(read_model).set(silent_seconds)
        self._live.labels(read_model).set(live)

    def exposition(self) -> bytes:
        """All metrics, as Prometheus reads them."""
        return generate_latest(self._registry)


def _histogram(name: str, found: Distribution) -> Metric:
    """A distribution as Prometheus has it: counts up to and including each bound, added up."""
    running, buckets = 0, []
    for bound, count in zip((*(str(one) for one in found.bounds), "+Inf"), found.counts, strict=True):
        running += count
        buckets.append((bound, running))
    metric = HistogramMetricFamily(name, name.replace("_", " "))
    metric.add_metric([], buckets, found.total)
    return metric


class _Followed(Collector):
    def __init__(self, readings: Readings) -> None:
        self._readings = readings

    def collect(self) -> Iterable[Metric]:
        for name, value in sorted(self._readings().items()):
            if isinstance(value, Distribution):
                yield _histogram(f"wenze_{name}", value)
                continue
            family = CounterMetricFamily if name.endswith("_total") else GaugeMetricFamily
            metric = family(f"wenze_{name}", name.replace("_", " "))
            metric.add_metric([], value)
            yield metric
