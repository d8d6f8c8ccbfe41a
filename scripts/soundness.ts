// Runs every contract against simulated OrbStacks that are odd but correct. Whatever a contract finds there is a false
// alarm. Prints the cases; exits 1 with the program of any failure. `--seeds N` says how many seeds per host.
import { parseArgs } from 'node:util';
import type { SimulatedHostOptions } from '../src/clouds/orbstack/simulated-host-options.ts';
import { simulatedOrbstack } from '../src/clouds/orbstack/testbed.ts';
import { contractCatalogue } from '../src/contracts/catalogue.ts';
import type { Contract } from '../src/contracts/contract.ts';
import { gate } from '../src/engine/gate.ts';
import type { Outcome } from '../src/engine/report.ts';
import { runContract } from '../src/engine/run-contract.ts';
import { createWorlds } from '../src/engine/worlds.ts';
import type { ProviderModule } from '../src/provider/registration.ts';
import { orbstack } from '../src/providers/orbstack/orbstack.ts';
import { pacedOrbstack } from './soundness/paced-orbstack.ts';

/** A correct host with manners of its own, and the provider for it where the plain one would not do. */
type Oddity = Partial<SimulatedHostOptions> & { readonly module?: ProviderModule };

/** Each within the tolerances of the simulated world: reads settle in 5 s, machines boot in 120 s and go in 60 s. */
const hosts: Readonly<Record<string, Oddity>> = {
  'draws its manners': {},
  'is instant': { provisioningMs: 0, bootMs: 0, deleteMs: 0, listLagMs: 0, latencyMaxMs: 0 },
  'lists late': { listLagMs: 4_900 },
  'reads late': { listLagMs: 4_900, getLagMs: 4_900 },
  'boots slowly': { provisioningMs: 60_000, bootMs: 110_000 },
  'deletes slowly': { deleteMs: 55_000 },
  'keeps tombstones for an hour': { tombstoneMs: 3_600_000 },
  'lets tombstones vanish soon': { tombstoneMs: 1_500 },
  'has pages of one, in any order': { pageSize: 1, shuffle: true },
  'is rate-limited': { rateBurst: 4, ratePerSecond: 5, module: pacedOrbstack(250) },
  'answers slowly': { latencyMinMs: 200, latencyMaxMs: 900 },
  'is all of that': {
    provisioningMs: 20_000,
    bootMs: 60_000,
    deleteMs: 30_000,
    tombstoneMs: 3_600_000,
    listLagMs: 3_000,
    getLagMs: 3_000,
    latencyMaxMs: 200,
    pageSize: 1,
    shuffle: true,
  },
};

const seedsDefault = '4';
const runs = 30;

const { values } = parseArgs({ options: { seeds: { type: 'string', default: seedsDefault } } });
const seeds = Number(values.seeds);
if (!Number.isInteger(seeds) || seeds < 1) throw new RangeError(`--seeds takes a whole number, got ${values.seeds}`);

const startedMs = performance.now();
let cases = 0;
let steps = 0;
let failures = 0;

for (const [manner, host] of Object.entries(hosts)) {
  for (let seed = 1; seed <= seeds; seed += 1) {
    for (const outcome of await judgeAll(host, seed)) {
      cases += outcome.cases;
      steps += outcome.steps;
      if (outcome.outcome === 'pass') continue;
      failures += 1;
      tell(outcome, manner, seed);
    }
  }
}

const seconds = ((performance.now() - startedMs) / 1_000).toFixed(1);
const hostsText = `${Object.keys(hosts).length} correct hosts x ${seeds} seeds`;
console.log(`${hostsText}: ${cases} cases, ${steps} steps, ${failures} false alarms, ${seconds} s`);
if (failures > 0) process.exitCode = 1;

async function judgeAll({ module = orbstack, ...host }: Oddity, seed: number): Promise<readonly Outcome[]> {
  const { signal } = new AbortController();
  const testbed = simulatedOrbstack(host);
  const worlds = createWorlds({ testbed, module, settings: {}, runId: 'soundness', seed, signal });
  const { facts, provider } = await worlds.within(seed, async (world) => ({
    facts: world.facts,
    provider: world.registration.provider,
  }));
  const judged = contractCatalogue.filter((contract) => gate(contract, { ...provider, testbed }) === undefined);
  const elapsedMs = () => performance.now() - startedMs;
  const judge = (contract: Contract) => runContract({ worlds, facts, contract, seed, runs, signal, elapsedMs });

  const outcomes: Outcome[] = [];
  for (const contract of judged) outcomes.push((await judge(contract)).outcome);
  await worlds.close();
  return outcomes;
}

function tell(outcome: Outcome, manner: string, seed: number): void {
  console.error(`${outcome.contract}: ${outcome.outcome} on a host that ${manner}, seed ${seed}`);
  if (outcome.reason) console.error(`  ${outcome.reason.text}`);
  const { counterexample } = outcome;
  if (!counterexample) return;
  for (const line of counterexample.program) console.error(`  ${line}`);
  console.error(`  expected: ${counterexample.expected}`);
  console.error(`  actual:   ${counterexample.actual}`);
}
