import { afterEach, expect, test } from 'vitest';
import { experimentSchema } from '../../../src/chaos/experiment.ts';
import { exploreOn } from '../../../src/chaos/explore.ts';
import type { LaneSetup } from '../../../src/chaos/lanes/lane-setup.ts';
import { type ProcessLane, processLane } from '../../../src/chaos/lanes/process-lane.ts';
import { root } from '../../cli/run-assay.ts';

const url = new URL('../../../src/cli/chaos-worker.ts', import.meta.url);
const opened: ProcessLane[] = [];
afterEach(async () => {
  for (const lane of opened.splice(0)) await lane.end();
});

function open(path: string, setup: Partial<LaneSetup> = {}, runMs = 30_000): ProcessLane {
  const opening = { subject: { kind: 'module', path }, cwd: root, provider: 'orbstack', testbed: 'simulated' } as const;
  const all = { seed: 1, kinds: ['crash', 'down'], windowMs: 5_000, ...setup };
  const lane = processLane({ url, opening, setup: all, limitsMs: { run: runMs, open: 120_000 } });
  opened.push(lane);
  return lane;
}

const experimentOf = (intent: string) =>
  experimentSchema.parse({
    version: 1,
    operations: [{ do: 'launch', intent, atMs: 0 }],
    phases: { disturbMs: 1_000, quietMs: 0, convergeMs: 60_000 },
  });

const settings = {
  checksDeterminism: false,
  isTimeUp: () => false,
  signal: new AbortController().signal,
  onRun: () => {},
} as const;

test.each([
  ['loops', 'hung', /not done within/],
  ['exits', 'crashed', /exit code 7/],
  ['crashes', 'crashed', /its process was ended by SIGTRAP/],
  ['hoards', 'crashed', /heap out of memory/],
  ['throws-late', 'crashed', /nobody was waiting/],
])(
  'a control plane that %s costs one run, which is told, and the runs after it are made',
  async (how, lost, text) => {
    const lane = open(
      './test/chaos/subjects/misbehaves.ts',
      { experiment: experimentOf(how) },
      how === 'loops' ? 15_000 : 90_000,
    );
    const exploration = await exploreOn([lane], { ...settings, runs: 5 });
    // Of five, the third is lost; its successor counts from one again.
    expect(exploration.lost).toEqual([{ run: 3, lost, text: expect.stringMatching(text) }]);
    expect(exploration.runs).toBe(4);
  },
  180_000,
);

test.each([
  ['./no-such.ts', /no-such.ts is no file/],
  ['./package.json', /exports no control plane|threw/],
])('%s cannot be opened, and it is said why', async (path, problem) => {
  expect(await open(path).open()).toEqual({ problem: expect.stringMatching(problem) });
});

test('two processes find what one finds, in the same order', async () => {
  const naive = './docs/examples/first-day.ts';
  const few = { ...settings, runs: 6, failuresMax: 2 };
  const [one, two] = await Promise.all([exploreOn([open(naive)], few), exploreOn([open(naive), open(naive)], few)]);
  const found = ({ failures, runs, events, kinds, exercised }: typeof one) => ({
    failures: failures.map(({ run, seen, result }) => ({ run, seen, signature: result.violation.signature })),
    ...{ runs, events, kinds, exercised },
  });
  expect(one.failures.length).toBeGreaterThan(0);
  expect(found(two)).toEqual(found(one));
}, 180_000);

test('a lane that was ended does nothing more', async () => {
  const lane = open('./docs/examples/first-day.ts');
  await lane.end();
  expect(await lane.ask({ do: 'run', index: 0, isTwice: false })).toMatchObject({ lost: 'ended' });
});
