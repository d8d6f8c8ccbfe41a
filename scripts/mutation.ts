// Which contract kills which mutant, in how many cases, and how small the counterexample is, over many seeds.
// Exits 1 when a mutant survives, an expected killer misses a seed, a contract kills none, or finding takes too long.
// `--seeds N` says how many; names of mutants (`lambda/<name>` for one of Lambda's) narrow the run.
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { MutantDepth } from '../fixtures/define-mutant.ts';
import { contractCatalogue } from '../src/contracts/catalogue.ts';
import type { MutantVerdict } from './mutation/judge-mutant.ts';
import type { PartRequest } from './mutation/judge-part.ts';
import { printMatrix } from './mutation/print-matrix.ts';
import { median, quantile } from './mutation/quantile.ts';
import { onEveryProcessor } from './threads/on-every-processor.ts';

/** Most cases that it may take at the median, over all mutants of a depth. */
const casesMedianMax: { readonly [D in MutantDepth]: number } = { shallow: 10, deep: 100 };
/** What few cases must find of all defects; and of each, or its contract wants breadth. */
const foundMin = 0.99;
const foundOfEachMin = 0.75;
const folder = join(import.meta.dirname, '..', 'fixtures', 'mutants');

const { values, positionals: only } = parseArgs({
  options: { seeds: { type: 'string', default: '60' } },
  allowPositionals: true,
});
const seedCount = Number(values.seeds);
if (!Number.isInteger(seedCount) || seedCount < 1)
  throw new RangeError(`--seeds takes a whole number, got ${values.seeds}`);
const seeds = Array.from({ length: seedCount }, (_, index) => index + 1);

const all = globSync('**/*.ts', { cwd: folder }).map((file) => file.replace(/\.ts$/, ''));
const unknown = only.find((name) => !all.includes(name));
if (unknown !== undefined) throw new RangeError(`there is no mutant ${unknown}: name one as ${all[0]}`);
const names = only.length === 0 ? all.sort() : only.toSorted();

const judgePart = new URL('./mutation/judge-part.ts', import.meta.url);
const parts = await onEveryProcessor<PartRequest, readonly MutantVerdict[]>(judgePart, { folder, names, seeds });
process.stderr.write('\n');
const verdicts = parts.flat().toSorted((a, b) => names.indexOf(a.name) - names.indexOf(b.name));
printMatrix(verdicts, seeds.length);
process.exitCode = printSummary(verdicts) ? 0 : 1;

function printSummary(judged: readonly MutantVerdict[]): boolean {
  const survivors = judged.filter(({ kills }) => kills.size === 0);
  const missed = judged.flatMap(({ name, expected, kills }) =>
    expected
      .map((id) => ({ id, found: kills.get(id)?.length ?? 0 }))
      .filter(({ found }) => found < seeds.length)
      .map(({ id, found }) => `${name} by ${id}: ${found} of ${seeds.length}`),
  );
  const idle = contractCatalogue.filter(({ id }) => !judged.some(({ kills }) => kills.has(id)));

  for (const { name } of survivors) console.log(`survived: ${name}`);
  for (const text of missed) console.log(`not killed at every seed: ${text}`);
  if (only.length === 0) for (const { id } of idle) console.log(`kills no mutant: ${id}`);
  console.log(
    `${judged.length - survivors.length} of ${judged.length} mutants killed; ` +
      `${contractCatalogue.length - idle.length} of ${contractCatalogue.length} contracts kill at least one`,
  );
  const isQuick = (['shallow', 'deep'] as const).map((depth) => printDepth(judged, depth)).every(Boolean);
  const isEnough = printReach(judged);
  return survivors.length === 0 && missed.length === 0 && (only.length > 0 || idle.length === 0) && isQuick && isEnough;
}

/**
 * What `certify` finds of itself, and what other numbers of cases would: the default number of cases and the breadth of
 * each contract rest on it. Says whether it is enough.
 */
function printReach(judged: readonly MutantVerdict[]): boolean {
  const found = casesToFind(judged);
  const shares = [1, 3, 10, 25, 100].map(
    (cases) => `${cases}: ${percent(found.filter((each) => each <= cases).length, found.length)}`,
  );
  console.log(`found by so many cases, of ${found.length} defects at seeds: ${shares.join(', ')}`);

  const pairs = judged.flatMap((verdict) => verdict.expected.map((id) => byFew(verdict, id)));
  const [within, tried] = [sumOf(pairs, 'within'), sumOf(pairs, 'tried')];
  for (const pair of pairs.filter((each) => each.within < each.tried * foundOfEachMin)) {
    console.log(`seldom found by few cases: ${pair.name} by ${pair.id} at ${pair.within} of ${pair.tried} seeds`);
  }
  console.log(
    `found by the few that certify runs of every provider at once: ${percent(within, tried)} (goal at least ${percent(foundMin, 1)})`,
  );
  return only.length > 0 || within >= tried * foundMin;
}

interface FoundByFew {
  readonly name: string;
  readonly id: string;
  readonly within: number;
  readonly tried: number;
}

function byFew({ name, kills, fewCases }: MutantVerdict, id: string): FoundByFew {
  const within = (kills.get(id) ?? []).filter(({ cases }) => cases <= (fewCases.get(id) ?? 0)).length;
  return { name, id, within, tried: seeds.length };
}

function sumOf(pairs: readonly FoundByFew[], field: 'within' | 'tried'): number {
  return pairs.reduce((sum, pair) => sum + pair[field], 0);
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(1)} %`;
}

function casesToFind(judged: readonly MutantVerdict[]): readonly number[] {
  return judged
    .flatMap(({ expected, kills }) => expected.flatMap((id) => kills.get(id) ?? []))
    .map((kill) => kill.cases);
}

/** Cases to find, over all seeds and expected killers. */
function printDepth(judged: readonly MutantVerdict[], depth: MutantDepth): boolean {
  const own = judged.filter((verdict) => verdict.depth === depth);
  if (own.length === 0) return true;
  const cases = casesToFind(own);
  const max = casesMedianMax[depth];
  console.log(
    `${own.length} ${depth} mutants, ${seeds.length} seeds: cases to find: median ${median(cases)} (goal at most ${max}), p90 ${quantile(cases, 0.9)}`,
  );
  return median(cases) <= max;
}
