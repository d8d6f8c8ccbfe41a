// Which contract kills which mutant, in how many cases, and how small the counterexample is.
// Exits 1 when a mutant survives, an expected killer did not kill, or a contract kills none.
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import Table from 'cli-table3';
import type { Mutant } from '../fixtures/define-mutant.ts';
import { contractCatalogue } from '../src/contracts/catalogue.ts';
import { gate } from '../src/engine/gate.ts';
import { type ContractResult, runContract } from '../src/engine/run-contract.ts';
import { createWorlds } from '../src/engine/worlds.ts';
import type { Testbed } from '../src/testbed/testbed.ts';

const seeds = [1, 2, 3];
const runs = 100;
/** Contracts that need not kill a mutant are asked too, to see how specific a defect's trace is. */
const runsOfOthers = 15;
const shownMax = 3;
const folder = join(import.meta.dirname, '..', 'fixtures', 'mutants');
const signal = new AbortController().signal;

const only = process.argv.slice(2);
const names = readdirSync(folder)
  .map((file) => basename(file, '.ts'))
  .filter((name) => only.length === 0 || only.includes(name));

const verdicts: MutantVerdict[] = [];
for (const name of names) {
  verdicts.push(await judgeMutant(name));
  process.stderr.write('.');
}
process.stderr.write('\n');
printMatrix(verdicts);
process.exitCode = printSummary(verdicts) ? 0 : 1;
// Scripts of the simulated testbed leave a shell behind that waits for more.
process.exit();

interface Kill {
  readonly contract: string;
  readonly cases: number;
  readonly steps: number;
}

interface MutantVerdict {
  readonly name: string;
  readonly expected: readonly string[];
  /** Kills of every seed, by contract. */
  readonly kills: ReadonlyMap<string, readonly Kill[]>;
}

/** Runs every contract at the first seed, and the expected killers at all of them. */
async function judgeMutant(name: string): Promise<MutantVerdict> {
  const { default: mutant } = (await import(join(folder, `${name}.ts`))) as { readonly default: Mutant };
  const kills = new Map<string, Kill[]>();
  for (const [index, seed] of seeds.entries()) {
    const asked = contractCatalogue.filter(({ id }) => index === 0 || mutant.contracts.includes(id));
    for (const contract of asked) {
      const runsMax = mutant.contracts.includes(contract.id) ? runs : runsOfOthers;
      const kill = killOf(contract.id, await runOne(mutant, contract, seed, runsMax));
      if (kill) kills.set(contract.id, [...(kills.get(contract.id) ?? []), kill]);
    }
  }
  return { name, expected: mutant.contracts, kills };
}

async function runOne(
  mutant: Mutant,
  contract: (typeof contractCatalogue)[number],
  seed: number,
  runsMax: number,
): Promise<ContractResult | undefined> {
  const [testbed] = mutant.testbeds as readonly Testbed[];
  if (!testbed) throw new Error(`${mutant.name} has no testbed`);
  const worlds = createWorlds({ testbed, module: mutant, settings: {}, runId: 'mutation', seed, signal });
  const { facts, provider } = await worlds.within(seed, async (world) => ({
    facts: world.facts,
    provider: world.registration.provider,
  }));
  if (gate(contract, { ...provider, testbed })) return undefined;
  return runContract({ worlds, facts, contract, seed, runs: runsMax, signal, elapsedMs: () => 0 });
}

/** Only a violated promise is a kill: never a crash, a time-out, or a defect of the contract itself. */
function killOf(contract: string, result: ContractResult | undefined): Kill | undefined {
  const counterexample = result?.outcome.counterexample;
  if (result?.outcome.outcome !== 'fail' || !counterexample) return undefined;
  return { contract, cases: counterexample.found.cases, steps: counterexample.steps.length };
}

function printMatrix(judged: readonly MutantVerdict[]): void {
  const table = new Table({
    head: ['mutant', 'expected killer', 'cases to find', 'steps', 'killed also by'],
    style: { head: [], border: [], compact: true },
  });
  for (const { name, expected, kills } of judged) {
    const also = [...kills.keys()].filter((id) => !expected.includes(id));
    for (const [index, id] of expected.entries()) {
      const own = kills.get(id) ?? [];
      const others = index === 0 ? shorten(also) : '';
      const found =
        own.length === seeds.length
          ? String(median(own.map(({ cases }) => cases)))
          : `${own.length} of ${seeds.length} seeds`;
      table.push([
        index === 0 ? name : '',
        id,
        found,
        own.length > 0 ? median(own.map(({ steps }) => steps)) : '',
        others,
      ]);
    }
  }
  console.log(table.toString());
}

function shorten(ids: readonly string[]): string {
  const more = ids.length - shownMax;
  return ids.slice(0, shownMax).join('\n') + (more > 0 ? `\n… ${more} more` : '');
}

function printSummary(judged: readonly MutantVerdict[]): boolean {
  const survivors = judged.filter(({ kills }) => kills.size === 0);
  const missed = judged.flatMap(({ name, expected, kills }) =>
    expected.filter((id) => kills.get(id)?.length !== seeds.length).map((id) => `${name} by ${id}`),
  );
  const idle = contractCatalogue.filter(({ id }) => !judged.some(({ kills }) => kills.has(id)));
  const cases = judged
    .flatMap(({ expected, kills }) => expected.flatMap((id) => kills.get(id) ?? []))
    .map((kill) => kill.cases);

  for (const { name } of survivors) console.log(`survived: ${name}`);
  for (const text of missed) console.log(`not killed at every seed: ${text}`);
  if (only.length === 0) for (const { id } of idle) console.log(`kills no mutant: ${id}`);
  console.log(
    `${judged.length - survivors.length} of ${judged.length} mutants killed; ` +
      `${contractCatalogue.length - idle.length} of ${contractCatalogue.length} contracts kill at least one; ` +
      `cases to find: median ${median(cases)}, p90 ${quantile(cases, 0.9)} over ${seeds.length} seeds`,
  );
  return survivors.length === 0 && missed.length === 0 && (only.length > 0 || idle.length === 0);
}

function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
