import type { ChaosReport } from '../chaos/chaos-report.ts';
import type { Outcome, TestbedOfRun, Verdict } from '../engine/report.ts';
import type { Capabilities, Capability } from '../provider/capability.ts';
import type { Tier } from '../provider/provider.ts';
import type { Fidelity } from '../testbed/fidelity.ts';

/** Everything that a site says, worked out: pages only draw it. Ages are relative to `builtAt`. */
export interface Matrix {
  readonly title: string;
  /** ISO time. */
  readonly builtAt: string;
  readonly assayVersion: string;
  readonly lifetime: Lifetime;
  /** By id; those of the newest contract set first, then those that only providers have. */
  readonly contracts: readonly MatrixContract[];
  readonly providers: readonly MatrixProvider[];
  readonly chaos: readonly MatrixChaos[];
  /** Files that were given and say nothing here, with why. */
  readonly refused: readonly RefusedFile[];
}

/** How old a result may be, in days: then it fades, and then it is no evidence any more. */
export interface Lifetime {
  readonly staleAfterDays: number;
  readonly expiresAfterDays: number;
}

export interface MatrixContract {
  readonly id: string;
  /** The first part of the id where nobody knows better. */
  readonly intent: string;
  readonly title: string;
  /** Empty where this Assay does not know the contract. */
  readonly statement: string;
  readonly level: 'must' | 'should';
  readonly requires: readonly Capability[];
}

export interface MatrixProvider {
  readonly name: string;
  /** What its page is called, without `.html`. Safe in a path and in an address. */
  readonly slug: string;
  readonly tier: Tier;
  readonly version?: string;
  /** Of the newest run that was not interrupted: what ran under another is history only. */
  readonly digest: string;
  /** The set that the provider was last held to. */
  readonly contractSet: { readonly version: string; readonly digest: string };
  /** Declared on any testbed that there is evidence from. */
  readonly capabilities: Capabilities;
  /** Worked out anew from the cells, never taken from a file: a conflict is as good as flaky, what expired was not run. */
  readonly verdict: Verdict;
  /** Newest first. */
  readonly runs: readonly MatrixRun[];
  /** One for each contract of the matrix, in its order. */
  readonly cells: readonly Cell[];
}

export interface MatrixRun {
  readonly id: string;
  readonly file: string;
  readonly finishedAt: string;
  readonly seed: number;
  readonly assayVersion?: string;
  readonly contractSet: { readonly version: string; readonly digest: string };
  readonly digest: string;
  readonly standing: Standing;
  readonly testbeds: readonly TestbedOfRun[];
  readonly verdict: Verdict;
  readonly counts: Readonly<Record<Outcome['outcome'], number>>;
  readonly signature: CellSignature;
  readonly isInterrupted: boolean;
}

/** Whether cells may rest on a run, or why it is history only: the provider or the contract set was another one. */
export type Standing = 'current' | 'other-source' | 'other-contract-set';

/** Unknown (nothing is known), unsupported (not declared), skipped and failed are four different things. */
export const cellStates = [
  'pass',
  'failed',
  'flaky',
  'inconclusive',
  'not-run',
  'skipped',
  'unsupported',
  'expired',
  'conflict',
  'unknown',
] as const;

export type CellState = (typeof cellStates)[number];

export interface Cell {
  readonly contract: string;
  readonly state: CellState;
  /** What the state rests on; absent where nothing is known. Of an expired one, what it was. */
  readonly evidence?: CellEvidence;
  /** Where the state is `conflict`: of each testbed the newest result on either side. The others are in the history. */
  readonly conflict?: readonly CellEvidence[];
  /** One for each run of the provider, newest first; undefined where the run does not speak of the contract. */
  readonly history: readonly (CellState | undefined)[];
}

export interface CellEvidence {
  /** With its counterexample where it came from a report. */
  readonly outcome: Outcome;
  /** Place in the provider's `runs`. */
  readonly run: number;
  readonly testbed: string;
  readonly fidelity: Fidelity;
  readonly finishedAt: string;
  readonly ageDays: number;
  readonly freshness: 'fresh' | 'stale' | 'expired';
  readonly signature: CellSignature;
}

export type CellSignature =
  | { readonly state: 'unsigned' }
  /** Signed by a key that whoever built the site trusts. */
  | { readonly state: 'trusted'; readonly signer: string }
  /** Signed, and nobody said which keys to trust. */
  | { readonly state: 'unchecked'; readonly signer: string };

export interface MatrixChaos {
  readonly file: string;
  readonly slug: string;
  readonly report: ChaosReport;
  readonly ageDays: number;
  readonly freshness: 'fresh' | 'stale' | 'expired';
  /** Pages and pictures beside the report that the site takes over, as paths in the site. */
  readonly timelines: readonly string[];
}

export interface RefusedFile {
  readonly file: string;
  readonly why: string;
}
