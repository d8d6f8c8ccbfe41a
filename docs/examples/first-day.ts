// The control plane that somebody writes on the first day. `npx assay chaos` says what is wrong with it.
import { defineControlPlane, type IntentPhase, type LaunchIntent } from 'assay/chaos';

interface Row {
  readonly intent: LaunchIntent;
  readonly phase: IntentPhase;
  readonly instanceId?: string;
}

export default defineControlPlane({
  name: 'first-day',
  create: ({ provider, store }) => {
    const read = (id: string) => store.get<Row>(`intents/${id}`);
    const write = (row: Row) => store.put(`intents/${row.intent.id}`, row);
    const rows = async () => {
      const all = await Promise.all((await store.keys('intents/')).map((key) => store.get<Row>(key)));
      return all.filter((row) => row !== undefined);
    };
    const step = async (row: Row): Promise<void> => {
      if (row.phase === 'launching' && row.instanceId === undefined) {
        const { id } = await provider.spawn(row.intent.request);
        return write({ ...row, instanceId: id });
      }
      const machine = await provider.get(row.instanceId ?? '');
      if (row.phase === 'launching' && machine?.status === 'running') return write({ ...row, phase: 'running' });
      if (row.phase !== 'ending') return;
      if (machine) await provider.terminate(machine.id);
      else await write({ ...row, phase: 'ended' });
    };
    return {
      launch: async (intent) => {
        if (!(await read(intent.id))) await write({ intent, phase: 'launching' });
      },
      terminate: async (id) => {
        const row = await read(id);
        if (row) await write({ ...row, phase: 'ending' });
      },
      observe: async () =>
        (await rows()).map(({ intent, phase, instanceId }) => ({
          intent: intent.id,
          phase,
          ...(instanceId !== undefined && { instanceId }),
        })),
      reconcile: async () => {
        // What fails now is tried again in the next round.
        for (const row of await rows()) await step(row).catch(() => {});
      },
    };
  },
});
