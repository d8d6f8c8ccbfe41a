import Table from 'cli-table3';
import { disturbanceKinds } from '../../src/chaos/disturbance-kinds.ts';
import { type Exploration, exploreOn } from '../../src/chaos/explore.ts';
import { inProcessLane } from '../../src/chaos/lanes/in-process-lane.ts';
import type { Lane } from '../../src/chaos/lanes/lane.ts';
import { plannedRun } from '../../src/chaos/lanes/lane-setup.ts';
import { processLane } from '../../src/chaos/lanes/process-lane.ts';
import { runExperiment } from '../../src/chaos/run-experiment.ts';
import { simulatedOrbstack } from '../../src/clouds/orbstack/testbed.ts';
import { referenceControlPlane } from '../../src/controlplane/reference/reference.ts';
import { orbstack } from '../../src/providers/orbstack/orbstack.ts';
import { alternate, type Measurement } from '../measure.ts';
import { oracleTimes } from './oracle-time.ts';
import { checkPlainly, type PlainCase } from './plain-loop.ts';

const cases = 40;
const laneRuns = 300;
const rounds = 3;
const { signal } = new AbortController();
const host = { testbed: simulatedOrbstack(), provider: orbstack, controlPlane: referenceControlPlane, signal };
const setup = { seed: 1, kinds: disturbanceKinds.map(({ kind }) => kind), windowMs: 5_000 };
const url = new URL('../../dist/cli/chaos-worker.js', import.meta.url);

/** What shaking a control plane costs, beside the same workloads in a plain property. */
export async function chaos(count: number): Promise<readonly Measurement[]> {
  const { missing } = await explored([inProcessLane(host, setup)], 1);
  if (missing) throw new Error(missing);
  const plainCases = await Promise.all(Array.from({ length: cases }, (_, index) => plainCase(index)));
  const [plain, ours] = await alternate(rounds, [
    () => cpuMillisOf(() => checkPlainly(plainCases)),
    () => cpuMillisOf(() => explored([inProcessLane(host, setup)], cases)),
  ]);
  printSpeed(await speeds(count));
  printOracleTimes(await oracleTimes([1, 2, 4]));
  return [
    {
      what: 'chaos, a run of the default experiments',
      unit: 'ms',
      baseline: plain / cases,
      ours: ours / cases,
      goal: { kind: 'ratio', atMost: 3 },
    },
  ];
}

async function plainCase(index: number): Promise<PlainCase> {
  const { seed, experiment } = plannedRun(setup, index, referenceControlPlane.features ?? []);
  const { simulatedMs } = await runExperiment(experiment, { ...host, seed });
  return { seed, experiment, simulatedMs };
}

async function explored(lanes: readonly Lane[], runs: number): Promise<Exploration & { readonly missing?: string }> {
  const settings = { runs, checksDeterminism: false, isTimeUp: () => false, onRun: () => {}, signal };
  const exploration = await exploreOn(lanes, settings);
  return exploration.runs === runs ? exploration : { ...exploration, missing: `${exploration.runs} of ${runs} runs` };
}

/** Of this process, and of nobody else who is busy on the machine. */
async function cpuMillisOf(run: () => Promise<unknown>): Promise<number> {
  const began = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1_000;
}

interface Speed {
  readonly where: string;
  readonly ms: number;
  readonly exploration: Exploration;
}

/** In this process, and on all processors, the start of the others included. */
async function speeds(count: number): Promise<readonly Speed[]> {
  const opening = {
    subject: { kind: 'reference' },
    cwd: process.cwd(),
    provider: 'orbstack',
    testbed: 'simulated',
  } as const;
  const measured: Speed[] = [];
  for (const [where, open] of [
    ['one process', () => [inProcessLane(host, setup)]],
    [`${count} processes`, () => Array.from({ length: count }, () => processLane({ url, opening, setup }))],
  ] as const) {
    const lanes = open();
    const beganMs = performance.now();
    const exploration = await explored(lanes, laneRuns);
    measured.push({ where, ms: performance.now() - beganMs, exploration });
    await Promise.all(lanes.map((lane) => lane.end()));
  }
  return measured;
}

function printSpeed(speed: readonly Speed[]): void {
  const table = createTable(['chaos', 'seeds/s', 'simulated s/s', 'goal', 'met', 'events/s']);
  for (const { where, ms, exploration } of speed) {
    const perSecond = (count: number) => Math.round((count * 1_000) / ms);
    const simulated = perSecond(exploration.simulatedMs / 1_000);
    table.push([
      ...[where, perSecond(exploration.runs), simulated, '≥ 10000', simulated >= 10_000 ? 'yes' : 'no'],
      perSecond(exploration.events),
    ]);
  }
  console.log(table.toString());
}

function printOracleTimes(times: Awaited<ReturnType<typeof oracleTimes>>): void {
  const [first] = times;
  const table = createTable(['oracles, all of them', 'events', 'µs per event', 'against 1x']);
  for (const { times: length, events, microsPerEvent } of times) {
    const ratio = microsPerEvent / (first?.microsPerEvent ?? Number.NaN);
    table.push([`history of ${length}x`, events, microsPerEvent.toFixed(2), `${ratio.toFixed(2)}x`]);
  }
  console.log(table.toString());
}

function createTable(head: string[]): InstanceType<typeof Table> {
  return new Table({ head, style: { head: [], border: [], compact: true } });
}
