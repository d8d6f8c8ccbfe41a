import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import Table from 'cli-table3';
import type { Mutant } from '../fixtures/define-mutant.ts';
import { median } from '../scripts/mutation/quantile.ts';
import { contractCatalogue } from '../src/contracts/catalogue.ts';
import type { Testbed } from '../src/testbed/testbed.ts';
import { casesMax, type Search } from './find/search.ts';
import { searchWithCommands } from './find/search-with-commands.ts';
import { searchWithEngine } from './find/search-with-engine.ts';
import { searchWithExamples } from './find/search-with-examples.ts';

/** What each way of searching came to on one mutant, one figure a seed. */
interface MutantSearches {
  readonly name: string;
  readonly engine: readonly Search[];
  readonly commands: readonly Search[];
  readonly examples: readonly Search[];
}

/**
 * Calls to find each mutant and to shrink what was found: the engine beside plain fast-check with the same contract as
 * judge, and beside a hand-written test file.
 */
export async function findMutants(seedCount: number): Promise<void> {
  const seeds = Array.from({ length: seedCount }, (_, index) => index + 1);
  const folder = join(import.meta.dirname, '..', 'fixtures', 'mutants');
  const searches: MutantSearches[] = [];
  // The hand-written test file of the baseline is written for OrbStack, and so are the mutants of this folder itself.
  for (const file of globSync('*.ts', { cwd: folder }).sort()) {
    const { default: mutant } = (await import(join(folder, file))) as { readonly default: Mutant };
    searches.push(await searchMutant(basename(file, '.ts'), mutant, seeds));
    process.stderr.write('.');
  }
  process.stderr.write('\n');
  print(searches, seedCount);
}

async function searchMutant(name: string, mutant: Mutant, seeds: readonly number[]): Promise<MutantSearches> {
  const [testbed] = mutant.testbeds as readonly Testbed[];
  const contract = contractCatalogue.find(({ id }) => id === mutant.contracts[0]);
  if (!testbed || !contract) throw new Error(`${name} names no testbed or no contract`);
  const engine: Search[] = [];
  const commands: Search[] = [];
  const examples: Search[] = [];
  for (const seed of seeds) {
    engine.push(await searchWithEngine(mutant, testbed, contract, seed));
    commands.push(await searchWithCommands(mutant, testbed, contract, seed));
    examples.push(await searchWithExamples(mutant, testbed, seed));
  }
  return { name, engine, commands, examples };
}

function print(searches: readonly MutantSearches[], seeds: number): void {
  const table = new Table({
    head: ['search', 'mutants found', 'cases to find', 'calls to find', 'calls to minimal', 'steps left'],
    style: { head: [], border: [] },
  });
  for (const way of ['engine', 'commands', 'examples'] as const) table.push([names[way], ...figures(searches, way)]);
  console.log(
    `${searches.length} mutants, ${seeds} seeds, at most ${casesMax} cases; medians over all mutants and seeds found`,
  );
  console.log(table.toString());

  // A few defects show without any call: there is nothing to compare.
  const compared = searches.filter(({ engine }) => callsOf(engine) > 0);
  const ratios = compared.map(({ engine, commands }) => callsOf(commands) / callsOf(engine));
  const fewer = ratios.filter((ratio) => ratio > 1).length;
  const share = (100 * fewer) / compared.length;
  console.log(
    `fewer calls to a minimal counterexample than fc.commands on ${share.toFixed(0)} % of ${compared.length} mutants (goal 90 %); ` +
      `${median(ratios).toFixed(1)} times fewer at the median (goal 5)`,
  );
}

type Way = 'engine' | 'commands' | 'examples';

const names: { readonly [W in Way]: string } = {
  engine: 'assay',
  commands: 'fc.check with fc.commands',
  examples: 'example-based suite',
};

function figures(searches: readonly MutantSearches[], way: Way): readonly string[] {
  const foundOf = (search: MutantSearches) => search[way].filter((one) => one.found);
  const found = searches.flatMap(foundOf);
  const always = searches.filter((search) => foundOf(search).length === search[way].length).length;
  const figure = (pick: (search: Extract<Search, { found: true }>) => number) => String(median(found.map(pick)));
  return [
    `${always} of ${searches.length}`,
    figure(({ cases }) => cases),
    figure(({ callsToFind }) => callsToFind),
    figure(({ callsToMinimal }) => callsToMinimal),
    way === 'examples' ? '-' : figure(({ steps }) => steps),
  ];
}

/** A search in vain counts with all that it spent. */
function callsOf(searches: readonly Search[]): number {
  return median(searches.map((search) => (search.found ? search.callsToMinimal : search.calls)));
}
