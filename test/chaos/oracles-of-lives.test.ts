import { expect, test } from 'vitest';
import {
  type ControlPlane,
  type ControlPlaneHost,
  type ControlPlaneModule,
  defineControlPlane,
} from '../../src/controlplane/control-plane.ts';
import { referenceControlPlane } from '../../src/controlplane/reference/reference.ts';
import { play } from './host.ts';

/** The sound control plane, but for what is done otherwise. */
function but(twist: (sound: ControlPlane, host: ControlPlaneHost) => Partial<ControlPlane>): ControlPlaneModule {
  return defineControlPlane({
    ...referenceControlPlane,
    name: 'twisted',
    create: async (host) => {
      const sound = await referenceControlPlane.create(host);
      return { ...sound, ...twist(sound, host) };
    },
  });
}

/** Does something once, so many rounds after the first intent runs. */
function afterRounds(rounds: number, act: (instanceId: string, host: ControlPlaneHost) => Promise<void>) {
  let left = rounds;
  return but((sound, host) => ({
    reconcile: async () => {
      const [view] = await sound.observe();
      if (view?.phase === 'running' && view.instanceId !== undefined) {
        left -= 1;
        if (left === 0) await act(view.instanceId, host);
      }
      await sound.reconcile();
    },
  }));
}

const launch = { do: 'launch', intent: 'a', atMs: 0 };
const job = { do: 'run-job', intent: 'a', atMs: 15_000, forMs: 60_000 };
const phases = { disturbMs: 60_000, quietMs: 0, convergeMs: 150_000 };
const running = { on: 'event', event: 'machine-running', nth: 1 };

test('oracle I14: whoever asked for the end, or has come to the end of its time, is not told that it worked', async () => {
  const asked = [launch, job, { do: 'terminate', intent: 'a', atMs: 40_000 }];
  const overdue = [{ ...launch, lifeMaxMs: 30_000 }, job];
  for (const operations of [asked, overdue]) {
    const { violation, history } = await play({ version: 1, operations, phases }, referenceControlPlane, 1);
    expect(violation).toBeUndefined();
    expect(history.events).toContainEqual(expect.objectContaining({ did: 'begins-a-job' }));
    expect(history.events).toContainEqual(expect.objectContaining({ did: 'gone' }));
  }
});

test('oracle I15: a machine that runs as it was asked to is terminated', async () => {
  const twisted = afterRounds(3, async (id, { provider }) => provider.terminate(id));
  const { violation } = await play({ version: 1, operations: [launch], phases }, twisted, 1);
  expect(violation).toMatchObject({ oracle: 'I15', signature: 'another' });
});

test('oracle I18: a job is placed on a machine whose end was asked for', async () => {
  let ended: string | undefined;
  const stubborn = but((sound) => ({
    place: async (id) => {
      const [view] = (await sound.observe()).filter(({ intent }) => intent === id);
      ended = view?.phase === 'ending' ? view.instanceId : ended;
      return ended === undefined ? undefined : { instanceId: ended };
    },
  }));
  const late = [launch, { do: 'terminate', intent: 'a', atMs: 14_000 }, { ...job, atMs: 26_000 }];
  const { violation } = await play({ version: 1, operations: late, phases }, stubborn, 1);
  expect(violation).toMatchObject({ oracle: 'I18', signature: 'on-the-ending' });
});

test('oracle I26: a machine that comes back is called ended', async () => {
  const twisted = but((sound, { provider }) => {
    let isEnded = false;
    return {
      observe: async () =>
        (await sound.observe()).map((view) => (isEnded ? { ...view, phase: 'ended' as const } : view)),
      reconcile: async () => {
        await sound.reconcile();
        const [view] = await sound.observe();
        const machine = view?.instanceId === undefined ? null : await provider.get(view.instanceId);
        isEnded ||= machine?.status === 'terminating' || machine?.status === 'terminated';
      },
    };
  });
  const flaps = { id: 'd1', kind: 'status-flaps', parameters: { state: 'deleted' } };
  const disturbances = [{ ...flaps, trigger: { ...running, delayMs: 10_000 }, durationMs: 20_000 }];
  const { violation } = await play({ version: 1, operations: [launch], disturbances, phases }, twisted, 1);
  expect(violation).toMatchObject({ oracle: 'I26', signature: 'finished' });
});

test('oracle I30: whoever has died since can only tell the time by the wall clock', async () => {
  const jump = { kind: 'clock-shifted', parameters: { how: 'jump', ms: 3_600_000 } };
  const crash = { kind: 'crash', parameters: { point: 'before', downMs: 1_000 } };
  const disturbances = [
    { id: 'd1', ...jump, trigger: { ...running, delayMs: 10_000 } },
    { id: 'd2', ...crash, trigger: { ...running, delayMs: 15_000 } },
  ];
  const operations = [{ ...launch, lifeMaxMs: 50_000 }];
  const { violation } = await play(
    { version: 1, operations, disturbances, oracles: ['I30'] },
    referenceControlPlane,
    1,
  );
  expect(violation).toBeUndefined();
});

test('oracle I20: a record that was lost after the crash is no machine that was forgotten', async () => {
  const crash = { kind: 'crash', parameters: { point: 'before', downMs: 1_000 } };
  const disturbances = [
    { id: 'd1', ...crash, trigger: { ...running, delayMs: 5_000 } },
    { id: 'd2', kind: 'record-lost', trigger: { on: 'event', event: 'restarted', nth: 1, delayMs: 8_000 } },
  ];
  const deaf = but((sound) => ({ launch: sound.launch }));
  const { violation, acted } = await play({ version: 1, operations: [launch], disturbances, phases }, deaf, 1);
  expect({ violation, acted: [...acted.values()] }).toEqual({ violation: undefined, acted: [1, 1] });
});

test('oracle I18: an end that was asked for as the store was set back is on no record', async () => {
  const operations = [
    { do: 'launch', intent: 'a', atMs: 0, idleAfterMs: 1_000 },
    { do: 'run-job', intent: 'a', atMs: 28_000, forMs: 1_000 },
    { do: 'launch', intent: 'b', atMs: 0 },
    { do: 'terminate', intent: 'b', atMs: 3_000 },
  ];
  const trigger = { on: 'call', operation: 'terminate', nth: 2 };
  const disturbances = [{ id: 'd1', kind: 'store-set-back', parameters: { ageMs: 2_280, downMs: 0 }, trigger }];
  const times = { disturbMs: 39_000, reconcileEveryMs: 2_000, quietMs: 0, convergeMs: 60_000 };
  const experiment = { version: 1, operations, disturbances, phases: times };
  const { violation, acted } = await play(experiment, referenceControlPlane, 1_816_747_590);
  expect({ violation, acted: [...acted.values()] }).toEqual({ violation: undefined, acted: [1] });
});

test('the reference control plane tells what it makes from what it had made before its store was set back', async () => {
  const machine = { on: 'event', event: 'machine-running', nth: 1, delayMs: 0 };
  const disturbances = [
    {
      id: 'd1',
      kind: 'store-set-back',
      parameters: { ageMs: 18_000, downMs: 0 },
      trigger: { on: 'time', atMs: 26_000 },
    },
    { id: 'd2', kind: 'spot-interruption', trigger: machine },
    {
      ...{ id: 'd3', kind: 'connection-cut', parameters: { operation: 'spawn' }, durationMs: 1 },
      trigger: { on: 'call', operation: 'spawn', nth: 2 },
    },
  ];
  const operations = [{ do: 'launch', intent: 'a', atMs: 9_000, spot: true }];
  const times = { disturbMs: 66_000, reconcileEveryMs: 5_000, quietMs: 0, convergeMs: 60_000 };
  const experiment = { version: 1, operations, disturbances, phases: times };
  for (let seed = 1; seed <= 20; seed += 1) {
    const { violation } = await play(experiment, referenceControlPlane, seed);
    expect({ seed, violation }).toEqual({ seed, violation: undefined });
  }
});

test('oracle I08: a machine that could not be written down is none whose end was seen', async () => {
  const operations = ['a', 'b', 'c'].map((intent) => ({ do: 'launch', intent, atMs: intent === 'a' ? 5_250 : 0 }));
  const disturbances = [
    {
      ...{ id: 'd1', kind: 'store-failing', parameters: { error: 'conflict' }, durationMs: 1 },
      trigger: { on: 'call', operation: 'spawn', nth: 3 },
    },
    {
      ...{ id: 'd2', kind: 'deleted-by-hand', parameters: { intent: 'a' } },
      trigger: { on: 'event', event: 'machine-born', nth: 1, delayMs: 0 },
    },
  ];
  const times = { disturbMs: 31_000, reconcileEveryMs: 5_000, quietMs: 0, convergeMs: 60_000 };
  const experiment = { version: 1, operations, disturbances, phases: times };
  for (let seed = 1; seed <= 40; seed += 1) {
    const { violation } = await play(experiment, referenceControlPlane, seed);
    expect({ seed, violation }).toEqual({ seed, violation: undefined });
  }
});
