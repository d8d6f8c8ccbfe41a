import fc from 'fast-check';
import type { Contract } from '../contracts/contract.ts';
import type { Step } from '../contracts/step.ts';
import { deriveSeed } from '../testbed/seeded-random.ts';
import type { WorldFacts } from '../testbed/world-facts.ts';
import { BudgetSpent } from './budget/budget.ts';
import { type CoverageCount, coverageOf, createCoverageCount, weaknessOf } from './coverage.ts';
import { percentiles } from './percentiles.ts';
import type { Counterexample, Outcome, Reason } from './report.ts';
import { type CaseFailure, type CaseResult, runCase } from './run-case.ts';
import { shrinkCase } from './shrink-case.ts';
import type { Worlds } from './worlds.ts';

export interface RunContractOptions {
  readonly worlds: Worlds;
  readonly facts: WorldFacts;
  readonly contract: Contract;
  /** Seed of the run; the contract's own is derived from it, so contracts do not shift each other. */
  readonly seed: number;
  readonly runs: number;
  /** What of the provider is known not to be written yet, where this contract waits for it. */
  readonly unwritten?: readonly string[];
  /** Cases that failed in earlier runs, in the worlds they failed in. */
  readonly stored?: readonly EarlierCase[];
  readonly signal: AbortSignal;
  /** Milliseconds of real time, for the report only. */
  readonly elapsedMs: () => number;
  readonly onCase?: (cases: number) => void;
}

/** The outcome, what it was counted from, and, where it failed, the case that shows it. */
export interface ContractResult {
  readonly outcome: Outcome;
  readonly tally: Tally;
  readonly failure?: StoredCase;
}

/** How the cases of a search ended, counted as they were played: the outcome follows from it. */
export interface Tally {
  held: number;
  violated: number;
  /** Ended by a defect of the testbed, the contract or Assay. */
  broken: number;
  /** Cut short by an interrupt. */
  cut: number;
  /** An interrupt ended the search, in the middle of a case or before the next one. */
  interrupted: boolean;
  /** Plays of the failing case after it was found, and how many of them failed again. */
  replayed: number;
  failedAgain: number;
  /** Cases in which the provider was called at all. */
  acting: number;
}

/** A case, and the seed of the world that it is played in. */
export interface EarlierCase {
  readonly steps: readonly Step[];
  readonly worldSeed: number;
}

/** A failing case, shrunk. */
export interface StoredCase extends EarlierCase {
  readonly expected: string;
  readonly actual: string;
}

/** What failed before, then boundary cases, then random ones; a failure is confirmed and shrunk. */
export async function runContract(options: RunContractOptions): Promise<ContractResult> {
  const search = await searchForFailure(options);
  const judged = await judgeSearch(options, search);
  return { ...judged, tally: { ...search.tally, acting: search.coverage.acting } };
}

type Judged = Omit<ContractResult, 'tally'>;

async function judgeSearch(options: RunContractOptions, search: Search): Promise<Judged> {
  if (search.tally.interrupted)
    return { outcome: outcomeOf(options, search, 'not-run', interruptedReason(options, search)) };
  if (search.found === undefined) return { outcome: passOf(options, search) };
  if (search.found.result.outcome === 'broken') {
    const reason: Reason = { code: 'infrastructure', text: search.found.result.message };
    return { outcome: outcomeOf(options, search, 'inconclusive', reason) };
  }
  return confirmAndShrink(options, search, search.found);
}

const nothingAsked: Reason = { code: 'testbed-cannot', text: 'nothing of what it asks for can be had in this world' };

/** A pass says what it rests on. Where the provider was never called nothing was shown. */
function passOf(options: RunContractOptions, search: Search): Outcome {
  if (search.coverage.acting === 0) return outcomeOf(options, search, 'skip', nothingAsked);
  const weak = weaknessOf(options.contract, search.coverage, search.cases);
  return {
    ...outcomeOf(options, search, 'pass'),
    coverage: coverageOf(search.coverage),
    ...(weak !== undefined && { weak }),
  };
}

interface Found {
  readonly steps: readonly Step[];
  readonly worldSeed: number;
  readonly result: Exclude<CaseResult, { outcome: 'held' }>;
}

interface Search {
  cases: number;
  steps: number;
  readonly timesMs: number[];
  readonly tally: Tally;
  readonly coverage: CoverageCount;
  found?: Found;
}

async function searchForFailure(options: RunContractOptions): Promise<Search> {
  const { contract, facts, worlds, signal } = options;
  const contractSeed = deriveSeed(options.seed, contract.id);
  const tally: Tally = {
    held: 0,
    violated: 0,
    broken: 0,
    cut: 0,
    interrupted: false,
    replayed: 0,
    failedAgain: 0,
    acting: 0,
  };
  const coverage = createCoverageCount();
  const search: Search = { cases: 0, steps: 0, timesMs: [], tally, coverage };

  const tryCase = async (steps: readonly Step[], worldSeed: number): Promise<boolean> => {
    if (signal.aborted) {
      tally.interrupted = true;
      return false;
    }
    const startedMs = options.elapsedMs();
    const result = await runCase(worlds, contract, steps, worldSeed, search.coverage);
    search.timesMs.push(options.elapsedMs() - startedMs);
    search.cases += 1;
    search.steps += result.performed;
    options.onCase?.(search.cases);
    // What an interrupt cut short shows nothing about the provider.
    if (signal.aborted) {
      tally.cut += 1;
      tally.interrupted = true;
      return false;
    }
    tally[result.outcome] += 1;
    if (result.outcome === 'held') return true;
    search.found = { steps, worldSeed, result };
    return false;
  };

  for (const { steps, worldSeed } of options.stored ?? []) {
    if (!(await tryCase(steps, worldSeed))) return search;
  }
  let drawn = 0;
  const property = fc.asyncProperty(contract.steps(facts), (steps) => {
    // Counted apart from what was stored, so that every case is the one it would have been without.
    const worldSeed = deriveSeed(contractSeed, String(drawn));
    drawn += 1;
    return tryCase(steps, worldSeed);
  });
  await fc.check(property, {
    seed: contractSeed | 0,
    numRuns: options.runs,
    examples: (contract.boundaries?.(facts) ?? []).slice(0, options.runs).map((steps) => [steps]),
    // Our own shrinker works on the recorded steps and needs several times fewer provider calls.
    endOnFailure: true,
  });
  return search;
}

/** A failure must happen so many times again. */
export const confirmationsMax = 2;

async function confirmAndShrink(options: RunContractOptions, search: Search, found: Found): Promise<Judged> {
  const { worlds, contract, facts } = options;
  const again = (steps: readonly Step[]) => runCase(worlds, contract, steps, found.worldSeed);

  for (let confirmation = 1; confirmation <= confirmationsMax; confirmation += 1) {
    const result = await again(found.steps);
    if (options.signal.aborted)
      return { outcome: outcomeOf(options, search, 'not-run', interruptedReason(options, search)) };
    search.tally.replayed += 1;
    if (result.outcome === 'violated') search.tally.failedAgain += 1;
    if (result.outcome === 'violated') continue;
    const text = `a failing case did not fail again: ${failureText(found.result)}`;
    return { outcome: outcomeOf(options, search, 'flaky', { code: 'unstable', text }) };
  }

  const shrunk = await shrinkCase({
    steps: found.steps,
    failure: found.result as CaseFailure,
    facts,
    again,
    testbed: worlds.testbed,
    signal: options.signal,
  });
  const { steps, failure } = shrunk;
  const counterexample: Counterexample = {
    steps,
    program: failure.program(),
    expected: failure.expected,
    actual: failure.actual,
    transcript: failure.transcript,
    replay: '',
    found: { stepsBefore: found.steps.length, cases: search.cases, shrinkRuns: shrunk.runs },
  };
  return {
    outcome: { ...outcomeOf(options, search, 'fail'), counterexample },
    failure: { steps, worldSeed: found.worldSeed, expected: failure.expected, actual: failure.actual },
  };
}

function failureText(result: Found['result']): string {
  return result.outcome === 'violated' ? `expected ${result.expected}; saw ${result.actual}` : result.message;
}

function interruptedReason({ signal }: RunContractOptions, search: Search): Reason {
  const why = signal.reason instanceof BudgetSpent ? `: ${signal.reason.message}` : '';
  return { code: 'interrupted', text: `interrupted after ${search.cases} cases${why}` };
}

function outcomeOf(options: RunContractOptions, search: Search, kind: Outcome['outcome'], reason?: Reason): Outcome {
  return {
    contract: options.contract.id,
    level: options.contract.level,
    outcome: kind,
    ...(reason && { reason }),
    cases: search.cases,
    steps: search.steps,
    seed: options.seed,
    timing: percentiles(search.timesMs),
    ...missingOf(options, search),
  };
}

function missingOf({ unwritten = [] }: RunContractOptions, { coverage }: Search): Pick<Outcome, 'missing'> {
  const missing = [...new Set([...unwritten, ...coverage.missing])];
  return missing.length === 0 ? {} : { missing };
}
