"""The control plane that somebody writes on the first day: what fails is asked for again, at once and blindly."""

from assay_stdio import ProviderError, serve


class Naive:
    def __init__(self, host):
        self.host = host

    def launch(self, intent):
        key = "intents/" + intent["id"]
        if self.host.store.get(key) is None:
            self.host.store.put(key, {"intent": intent, "phase": "launching"})

    def terminate(self, intent_id):
        key = "intents/" + intent_id
        row = self.host.store.get(key)
        if row is not None and row["phase"] != "ended":
            self.host.store.put(key, {**row, "phase": "ending"})

    def observe(self):
        return [view(row) for row in self.rows()]

    def reconcile(self):
        for row in self.rows():
            try:
                self.step(row)
            except ProviderError:
                pass  # the next round does it

    def rows(self):
        return [self.host.store.get(key) for key in self.host.store.keys("intents/")]

    def step(self, row):
        provider, phase, instance_id = self.host.provider, row["phase"], row.get("instanceId")
        if phase == "ended":
            return
        if phase == "ending":
            if instance_id is not None:
                provider.terminate(instance_id)
            if instance_id is None or provider.get(instance_id) is None:
                self.put({**row, "phase": "ended"})
        elif instance_id is None:
            self.put({**row, "instanceId": self.spawn(row["intent"]["request"])["id"]})
        else:
            machine = provider.get(instance_id)
            if machine is not None and machine["status"] == "running":
                self.put({**row, "phase": "running"})

    def spawn(self, request):
        try:
            return self.host.provider.spawn(request)
        except ProviderError:
            return self.host.provider.spawn(request)

    def put(self, row):
        self.host.store.put("intents/" + row["intent"]["id"], row)


def view(row):
    return {key: value for key, value in [("intent", row["intent"]["id"]), ("phase", row["phase"]), ("instanceId", row.get("instanceId"))] if value is not None}


serve(Naive, name="naive")
