// A thread of `npm run soundness`: judges its share of the odd hosts and seeds.
import { parentPort, workerData } from 'node:worker_threads';
import { contractCatalogue } from '../../src/contracts/catalogue.ts';
import { gate } from '../../src/engine/gate.ts';
import type { Outcome } from '../../src/engine/report.ts';
import { runContract } from '../../src/engine/run-contract.ts';
import { createWorlds } from '../../src/engine/worlds.ts';
import { type Share, shareOf } from '../threads/on-every-processor.ts';
import { type OddHost, oddHosts } from './odd-hosts.ts';

/** How many seeds per host. */
export interface PartRequest {
  readonly seeds: number;
  /** A part of the manner of each host. */
  readonly word: string;
}

/** What a share came to. */
export interface PartResult {
  readonly cases: number;
  readonly steps: number;
  readonly falseAlarms: readonly FalseAlarm[];
}

/** What a contract found where there is nothing to find. */
export interface FalseAlarm {
  readonly manner: string;
  readonly seed: number;
  readonly outcome: Outcome;
}

const runsDefault = 30;
const { signal } = new AbortController();

const request = workerData as PartRequest & Share;
const seeds = Array.from({ length: request.seeds }, (_, index) => index + 1);
const hosts = oddHosts.filter(({ manner }) => manner.includes(request.word));
const pairs = hosts.flatMap((host) => seeds.map((seed) => ({ host, seed })));

let cases = 0;
let steps = 0;
const falseAlarms: FalseAlarm[] = [];
for (const { host, seed } of shareOf(pairs, request)) {
  for (const outcome of await judgeAll(host, seed)) {
    cases += outcome.cases;
    steps += outcome.steps;
    if (outcome.outcome !== 'pass') falseAlarms.push({ manner: host.manner, seed, outcome });
  }
}
parentPort?.postMessage({ cases, steps, falseAlarms } satisfies PartResult);

async function judgeAll({ module, testbed, runs = runsDefault }: OddHost, seed: number): Promise<readonly Outcome[]> {
  const worlds = createWorlds({ testbed, module, settings: {}, runId: 'soundness', seed, signal });
  const { facts, provider } = await worlds.within(seed, async (world) => ({
    facts: world.facts,
    provider: world.registration.provider,
  }));
  const startedMs = performance.now();
  const elapsedMs = () => performance.now() - startedMs;
  const outcomes: Outcome[] = [];
  for (const contract of contractCatalogue) {
    if (gate(contract, { ...provider, workflows: facts.workflows, enhanced: facts.enhanced, testbed })) continue;
    outcomes.push((await runContract({ worlds, facts, contract, seed, runs, signal, elapsedMs })).outcome);
  }
  await worlds.close();
  return outcomes;
}
