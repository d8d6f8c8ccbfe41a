"""Speaks version 1 of Assay's protocol for control planes: JSON lines on stdin and stdout (docs/chaos-stdio.md).

Copy this file. It needs Python 3.8 or newer, and nothing else.

    from assay_stdio import serve

    class Mine:
        def __init__(self, host): ...       # at the start of every life; host.store has what the last one wrote
        def launch(self, intent): ...       # once this returns, the intent must not be forgotten
        def terminate(self, intent_id): ...
        def observe(self): return []        # [{"intent": "a", "phase": "running", "instanceId": "m-1"}]
        def reconcile(self): ...            # one round of looking and acting

    serve(Mine, name="mine")
"""

import json
import random
import sys


class ProviderError(Exception):
    """A call of the provider that failed. `ambiguous`: it may have taken effect all the same."""

    def __init__(self, error):
        super().__init__(error.get("message", ""))
        self.code = error.get("code", "UNCLASSIFIED")
        self.category = error.get("category", "unclassified")
        self.retryable = error.get("retryable", False)
        self.ambiguous = error.get("ambiguous", False)
        self.retry_after_ms = error.get("retryAfterMs")


class Group:
    """`group.method(...)` is the call `<prefix>.method` of the protocol."""

    def __init__(self, prefix, line, facts):
        self._prefix = prefix
        self._line = line
        self.__dict__.update(facts)

    def __getattr__(self, method):
        return lambda *params: self._line.call(f"{self._prefix}.{method}", *params)


class Clock:
    """Time as Assay has it. It stands still but for `sleep` and for calls of the provider."""

    def __init__(self, line):
        self._line = line

    def now(self):
        return self._line.now_ms

    def monotonic(self):
        return self._line.monotonic_ms

    def sleep(self, ms):
        self._line.call("clock.sleep", ms)


class Host:
    """All that a control plane may use: its provider, its store, its clock, its chance."""

    def __init__(self, line, provider, seed):
        self.provider = Group("provider", line, provider)
        self.store = Group("store", line, {})
        self.clock = Clock(line)
        self.random = random.Random(seed)
        self.log = lambda message: line.call("log", message)


class Line:
    """One line to Assay, one line back."""

    def __init__(self):
        self._out = sys.stdout
        # What somebody prints must not get between the lines.
        sys.stdout = sys.stderr
        self._calls = 0
        self.now_ms = self.monotonic_ms = 0

    def write(self, message):
        self._out.write(json.dumps(message, separators=(",", ":")) + "\n")
        self._out.flush()

    def read(self):
        text = sys.stdin.readline()
        if text == "":
            sys.exit(0)
        message = json.loads(text)
        self.now_ms, self.monotonic_ms = message["nowMs"], message["monotonicMs"]
        return message

    def call(self, method, *params):
        self._calls += 1
        self.write({"id": self._calls, "method": method, "params": params})
        answer = self.read()
        if "error" in answer:
            raise ProviderError(answer["error"])
        return answer.get("result")


def serve(create, name):
    """Serves until Assay has had enough. `create` is called with the host, and gives the control plane."""
    line = Line()
    line.write({"hello": {"version": 1, "name": name}})
    control_plane = None
    while True:
        request = line.read()
        method, params = request["method"], request["params"]
        try:
            if method == "start":
                control_plane = create(Host(line, params[0]["provider"], params[0]["seed"]))
                result = None
            else:
                result = getattr(control_plane, method)(*params)
        except Exception as error:  # it is told, and the next round may do better
            line.write({"id": request["id"], "error": {"message": f"{type(error).__name__}: {error}"}})
        else:
            line.write({"id": request["id"], "result": result})
