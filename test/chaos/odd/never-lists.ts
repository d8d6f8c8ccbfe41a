import {
  type ControlPlane,
  type ControlPlaneHost,
  type ControlPlaneModule,
  defineControlPlane,
  type IntentPhase,
  type LaunchIntent,
} from '../../../src/controlplane/control-plane.ts';
import type { InstanceStatus } from '../../../src/provider/instance.ts';
import { isProviderError } from '../../../src/provider/provider-error.ts';

interface Row {
  readonly intent: LaunchIntent;
  readonly isWanted: boolean;
  readonly phase: IntentPhase;
  readonly attempt: number;
  readonly wasAsked?: boolean;
  readonly instanceId?: string | undefined;
}

const settleMs = 20_000;

/**
 * Knows nothing of lists: it asks under the same key until it is told an id, and looks at that id alone. It takes ordinary
 * machines only, since a spot request has no key.
 */
export const neverLists: ControlPlaneModule = defineControlPlane({ name: 'never lists', create: createNeverLists });

function createNeverLists({ provider, store, clock }: ControlPlaneHost): ControlPlane {
  const keyOf = (id: string) => `rows/${id}`;
  const get = (id: string) => store.get<Row>(keyOf(id));
  const ids = async () => (await store.keys('rows/')).map((key) => key.slice('rows/'.length));
  const put = (row: Row) => store.put(keyOf(row.intent.id), row);
  /** Since when each was not there, at every look. */
  const missing = new Map<string, number>();
  /** As what each was seen last: one look proves nothing. */
  const lastSeen = new Map<string, InstanceStatus>();
  let notBeforeMs = 0;
  let isBusy = false;

  let last: Promise<unknown> = Promise.resolve();
  /** One after the other: whoever reads and writes must not undo what was written in between. */
  const inTurn = (act: () => Promise<void>): Promise<void> => {
    const turn = last.then(act);
    last = turn.catch(() => {});
    return turn;
  };
  const change = (id: string, parts: (row: Row) => Partial<Row>): Promise<void> =>
    inTurn(async () => {
      const row = await get(id);
      if (row) await put({ ...row, ...parts(row) });
    });
  const launch = async ({ intent: { id, request }, attempt, isWanted }: Row): Promise<void> => {
    await change(id, () => ({ wasAsked: true }));
    try {
      const { id: instanceId } = await provider.spawn({ ...request, idempotencyKey: `${id}#${attempt}` });
      await change(id, () => ({ instanceId }));
    } catch (thrown) {
      if (!isProviderError(thrown)) throw thrown;
      // The key is refused where its machine has ended.
      if (thrown.code !== 'INVALID_SPEC') throw thrown;
      await change(id, (row) => (isWanted ? { attempt: row.attempt + 1, wasAsked: false } : { phase: 'ended' }));
    }
  };
  /** Whether it was not there for so long that it is not. */
  const isAbsent = (id: string): boolean => {
    const sinceMs = missing.get(id) ?? clock.monotonic();
    missing.set(id, sinceMs);
    return clock.monotonic() - sinceMs >= settleMs;
  };
  const attend = async (row: Row, instanceId: string): Promise<void> => {
    const { id } = row.intent;
    const machine = await provider.get(instanceId);
    if (machine === null || machine.status === 'terminated') {
      if (!isAbsent(instanceId)) return;
      return change(id, ({ isWanted, attempt }) =>
        isWanted
          ? { instanceId: undefined, attempt: attempt + 1, wasAsked: false, phase: 'launching' }
          : { phase: 'ended' },
      );
    }
    missing.delete(instanceId);
    if (!row.isWanted && machine.status !== 'terminating') return provider.terminate(instanceId);
    const isSteady = lastSeen.get(instanceId) === machine.status;
    lastSeen.set(instanceId, machine.status);
    if (machine.status === 'running') return change(id, (now) => (now.isWanted ? { phase: 'running' } : {}));
    if (machine.status === 'error' && isSteady) return provider.terminate(instanceId);
    if (machine.status === 'stopped' && isSteady) {
      await change(id, (now) => (now.isWanted ? { phase: 'stopped' } : {}));
      if ('resume' in provider) await (provider.resume as (id: string) => Promise<unknown>)(instanceId);
    }
  };
  const step = async (id: string): Promise<void> => {
    const row = await get(id);
    if (!row || row.phase === 'ended') return;
    if (row.instanceId !== undefined) return attend(row, row.instanceId);
    // What was never asked for, never was. What was, is asked for again, to be told what is to end.
    if (!row.isWanted && row.wasAsked !== true) return change(id, () => ({ phase: 'ended' }));
    return launch(row);
  };

  return {
    launch: (intent) =>
      inTurn(async () => {
        if (!(await get(intent.id))) await put({ intent, isWanted: true, phase: 'launching', attempt: 1 });
      }),
    terminate: async (id) => change(id, (row) => (row.phase === 'ended' ? {} : { isWanted: false, phase: 'ending' })),
    observe: async () => {
      const rows = (await Promise.all((await ids()).map(get))).filter((row) => row !== undefined);
      return rows.map(({ intent, phase, instanceId }) => ({
        ...{ intent: intent.id, phase },
        ...(instanceId !== undefined && { instanceId }),
      }));
    },
    reconcile: async () => {
      if (isBusy || clock.monotonic() < notBeforeMs) return;
      isBusy = true;
      try {
        for (const id of await ids()) {
          await step(id).catch((thrown) => {
            if (!isProviderError(thrown)) throw thrown;
            notBeforeMs = Math.max(notBeforeMs, clock.monotonic() + (thrown.retryAfterMs ?? 0));
          });
          if (clock.monotonic() < notBeforeMs) break;
        }
      } finally {
        isBusy = false;
      }
    },
  };
}
