import { expect, test } from 'vitest';
import { disturbanceKinds } from '../../src/chaos/disturbance-kinds.ts';
import { type Experiment, experimentSchema, type Operation } from '../../src/chaos/experiment.ts';
import { generateExperiment } from '../../src/chaos/generate-experiment.ts';
import { toFailedRun } from '../../src/chaos/lanes/shrunk-failure.ts';
import { plainerExperiments } from '../../src/chaos/plainer-experiments.ts';
import { shrinkExperiment } from '../../src/chaos/shrink-experiment.ts';
import { tellStory } from '../../src/chaos/story.ts';
import { intentTag } from '../../src/chaos/truth.ts';
import { controlPlaneFeatures, defineControlPlane } from '../../src/controlplane/control-plane.ts';
import { referenceControlPlane } from '../../src/controlplane/reference/reference.ts';
import { play } from './host.ts';

const launch = { do: 'launch', intent: 'a', atMs: 0 } as const;
const job = { do: 'run-job', intent: 'a', atMs: 20_000, forMs: 30_000 } as const;
const phases = { disturbMs: 30_000, quietMs: 0, convergeMs: 180_000 };

async function timesOf(experiment: unknown) {
  const { history, violation } = await play(experiment, referenceControlPlane, 1);
  expect(violation).toBeUndefined();
  const of = (did: string) => history.events.find((event) => event.did === did)?.atMs ?? Number.NaN;
  return { ranMs: of('running'), beganMs: of('begins-a-job'), endingMs: of('ending'), history };
}

test('a life that is limited ends so long after its machine first ran, with the reason', async () => {
  const { ranMs, endingMs, history } = await timesOf({
    ...{ version: 1, operations: [{ ...launch, lifeMaxMs: 40_000 }], phases },
  });
  expect(endingMs - ranMs).toBeGreaterThanOrEqual(40_000);
  expect(endingMs - ranMs).toBeLessThan(60_000);
  expect(history.events).toContainEqual(expect.objectContaining({ phase: 'ended', reason: 'DEADLINE' }));
});

test('a machine is idle only after its job, and then it ends', async () => {
  const { beganMs, endingMs, history } = await timesOf({
    ...{ version: 1, operations: [{ ...launch, idleAfterMs: 20_000 }, job], phases },
  });
  expect(beganMs).toBeGreaterThanOrEqual(20_000);
  expect(endingMs - beganMs).toBeGreaterThan(50_000);
  expect(history.events).toContainEqual(expect.objectContaining({ phase: 'ended', reason: 'IDLE' }));
});

test('a life goes on over a crash of the control plane, as far as the wall clock tells', async () => {
  const crash = { kind: 'crash', parameters: { point: 'before', downMs: 5_000 } };
  const { ranMs, endingMs } = await timesOf({
    ...{ version: 1, operations: [{ ...launch, lifeMaxMs: 40_000 }], phases },
    disturbances: [{ id: 'd1', ...crash, trigger: { on: 'event', event: 'machine-running', nth: 1, delayMs: 15_000 } }],
  });
  expect(endingMs - ranMs).toBeGreaterThanOrEqual(40_000);
  expect(endingMs - ranMs).toBeLessThan(70_000);
});

test('a job waits until its machine runs, and begins nowhere where there is none', async () => {
  const early = await timesOf({ version: 1, operations: [launch, { ...job, atMs: 0 }], phases });
  expect(early.beganMs).toBeGreaterThanOrEqual(early.ranMs);
  const nowhere = await timesOf({ version: 1, operations: [launch, { ...job, intent: 'b' }], phases });
  expect(nowhere.history.events).toContainEqual(expect.objectContaining({ did: 'has-a-job', intent: 'b' }));
  expect(nowhere.beganMs).toBeNaN();
});

test('what a control plane does not say it can do is never drawn for it', () => {
  const kinds = disturbanceKinds;
  const drawn = (features: typeof controlPlaneFeatures | []) =>
    Array.from({ length: 100 }, (_, seed) => generateExperiment(seed, { kinds, windowMs: 5_000, features }));
  const text = JSON.stringify(drawn([]));
  expect(['lifeMaxMs', 'idleAfterMs', 'run-job', 'stale-activity'].filter((word) => text.includes(word))).toEqual([]);
  const all = JSON.stringify(drawn(controlPlaneFeatures));
  expect(['lifeMaxMs', 'idleAfterMs', 'run-job', 'stale-activity'].filter((word) => !all.includes(word))).toEqual([]);
});

test('the features shift nothing else that is drawn', () => {
  const { operations, disturbances } = generateExperiment(7, { kinds: disturbanceKinds.slice(0, 5), windowMs: 5_000 });
  const more = generateExperiment(7, {
    ...{ kinds: disturbanceKinds.slice(0, 5), windowMs: 5_000, features: controlPlaneFeatures },
  });
  const bare = more.operations.flatMap((operation): Operation[] => {
    if (operation.do === 'run-job') return [];
    if (operation.do === 'terminate') return [operation];
    const { lifeMaxMs: _life, idleAfterMs: _idle, regions: _regions, ...plain } = operation;
    return [plain];
  });
  expect(bare).toEqual(operations);
  expect(more.disturbances.map(({ kind }) => kind)).toEqual(disturbances.map(({ kind }) => kind));
});

test('limits and jobs get plainer, each by itself', () => {
  const experiment: Experiment = experimentSchema.parse({
    ...{ version: 1, operations: [{ ...launch, lifeMaxMs: 9_000, idleAfterMs: 8_000 }, job] },
  });
  const plainer = [...plainerExperiments(experiment)].map(({ operations }) => operations);
  expect(plainer).toContainEqual([{ ...launch, idleAfterMs: 8_000 }, job]);
  expect(plainer).toContainEqual([{ ...launch, lifeMaxMs: 9_000 }, job]);
  expect(plainer).toContainEqual([{ ...launch, lifeMaxMs: 1_000, idleAfterMs: 8_000 }, job]);
  expect(plainer).toContainEqual([
    { ...launch, lifeMaxMs: 9_000, idleAfterMs: 8_000 },
    { ...job, forMs: 1_000 },
  ]);
});

test('a job goes together with the launch that it is for, and the story tells of it', async () => {
  const hasty = defineControlPlane({
    name: 'hasty',
    features: ['jobs'],
    create: async (host) => ({
      ...(await referenceControlPlane.create(host)),
      // It ends what works.
      place: async (id) => {
        const [machine] = (await host.provider.list()).filter(({ tags }) => tags?.[intentTag] === id);
        if (id !== 'a' || machine?.status !== 'running') return undefined;
        host.clock.after(3_000, () => void host.provider.terminate(machine.id));
        return { instanceId: machine.id };
      },
    }),
  });
  const experiment = experimentSchema.parse({
    ...{ version: 1, operations: [launch, { ...launch, intent: 'b' }, { ...job, intent: 'b' }, job] },
  });
  const result = toFailedRun(await play(experiment, hasty, 1));
  expect(result?.violation.oracle).toBe('I14');
  if (!result) return;
  const { signal } = new AbortController();
  const again = (candidate: Experiment) => play(candidate, hasty, 1);
  const shrunk = await shrinkExperiment({ failed: { experiment, result }, signal, again, wallMs: () => 0 });
  expect(shrunk.experiment.operations.map((operation) => `${operation.do} ${operation.intent}`)).toEqual([
    'launch a',
    'run-job a',
  ]);
  expect(tellStory(shrunk.experiment, shrunk.result.history).join('\n')).toMatch(/a job began on m1 of a/);
});
