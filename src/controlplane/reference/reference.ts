import { isProviderError } from '../../provider/provider-error.ts';
import {
  type ControlPlane,
  type ControlPlaneHost,
  type ControlPlaneModule,
  defineControlPlane,
} from '../control-plane.ts';
import { bringToEnd } from './bring-to-end.ts';
import { createDeadlines } from './deadlines.ts';
import { endIdle, endOverdue } from './end-by-itself.ts';
import { Displaced, fenced } from './fenced.ts';
import { type IntentRecord, openRecords } from './intent-record.ts';
import { keepRunning } from './keep-running.ts';
import { launchOnce } from './launch-once.ts';
import { createLeadership } from './leadership.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { createPatience } from './patience.ts';
import { reclaim } from './reclaim.ts';
import { beginRound, type Round } from './round.ts';
import { openSeal } from './seal.ts';
import { createWaits } from './waits.ts';
import { createWorkplaces } from './workplaces.ts';

/**
 * A small control plane that is sound. It writes down what it is about to do, looks before it asks again, believes in an
 * absence only when it was seen twice, waits as long as it is asked to, and never takes back what it has seen.
 */
export const referenceControlPlane: ControlPlaneModule = defineControlPlane({
  name: 'reference',
  features: ['deadline', 'jobs', 'failover', 'resume'],
  create: createReference,
});

function createReference(host: ControlPlaneHost): ControlPlane {
  const { store, clock, random, activity } = host;
  const leadership = createLeadership(store, clock, random);
  const provider = fenced(host.provider, leadership.confirm);
  const records = openRecords(store);
  const patience = createPatience(clock, random);
  const waits = createWaits(clock);
  waits.restart('begun');
  const deadlines = createDeadlines(clock);
  const workplaces = createWorkplaces(activity, clock);
  return {
    launch: async (intent) => {
      // In the store before anything is promised: whoever sets it back leaves it there.
      await openSeal(store, random);
      await records.begin({ intent, wanted: 'running', phase: 'launching', attempt: 1 });
    },
    terminate: async (id) => {
      const record = await records.get(id);
      if (record?.phase === 'ended' || record?.phase === 'refused') return;
      if (record) await records.change(id, { wanted: 'ended', phase: 'ending' });
      else await records.begin(forgotten(id));
    },
    observe: async () =>
      (await records.all()).map(({ intent, phase, instanceId, reason }) => ({
        intent: intent.id,
        phase,
        ...(instanceId !== undefined && { instanceId }),
        ...(reason !== undefined && { reason }),
      })),
    reconcile: oneAtATime(async () => {
      if (patience.isAskedToWait() || !(await leadership.confirm())) return;
      const seal = await openSeal(store, random);
      const round = await beginRound({ provider, seal, patience, records, clock, waits, deadlines, workplaces }).catch(
        unlessProviderFailed,
      );
      if (!round) return;
      await reclaim(round).catch(unlessProviderFailed);
      for (const { intent } of await records.all()) await attend(intent.id, round).catch(unlessProviderFailed);
    }),
    place: async (id) => {
      if (!(await leadership.confirm())) return undefined;
      workplaces.placed(id);
      // In turn with whatever else is written: its end may have begun meanwhile.
      const record = await records.change(id, {}, 'running');
      const { phase, instanceId } = record ?? {};
      if (phase !== 'running' || instanceId === undefined || !workplaces.isFit(instanceId)) return undefined;
      return { instanceId };
    },
  };
}

/** Somebody wants the end of what nobody remembers: there may be a machine. */
function forgotten(id: string): IntentRecord {
  const intent = { id, request: { spec: { cpus: 1, memoryMiB: 512 } } };
  return { intent, wanted: 'ended', phase: 'ending', attempt: 1, wasAsked: true };
}

/** Takes the next step with one intent. Read anew: the steps before took time. */
async function attend(id: string, round: Round): Promise<void> {
  const record = await round.records.get(id);
  if (!record || record.phase === 'ended' || record.phase === 'refused') return;
  if (record.wanted === 'ended') return bringToEnd(record, round);
  if (await endOverdue(record, round)) return;
  if (record.instanceId === undefined) return launchOnce(record, round);
  await keepRunning(record, record.instanceId, round);
  await endIdle(record, record.instanceId, round);
}

/** What the provider could not do now, a later round tries again, or another process. */
function unlessProviderFailed(thrown: unknown): undefined {
  if (!isProviderError(thrown) && !(thrown instanceof Displaced)) throw thrown;
}
