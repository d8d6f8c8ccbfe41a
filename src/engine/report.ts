import type { Step } from '../contracts/step.ts';
import type { Capabilities } from '../provider/capability.ts';
import type { Tier } from '../provider/provider.ts';
import type { Fidelity } from '../testbed/fidelity.ts';
import type { Tolerances } from '../testbed/tolerances.ts';
import type { TranscriptEntry } from '../testbed/transcript.ts';

export const outcomeKinds = ['pass', 'fail', 'skip', 'flaky', 'inconclusive', 'not-run'] as const;
export type OutcomeKind = (typeof outcomeKinds)[number];

export const reasonCodes = [
  'capability-absent',
  'testbed-cannot',
  'filtered',
  'waived',
  'infrastructure',
  'timeout',
  'interrupted',
  'crashed',
  'unstable',
] as const;
export type ReasonCode = (typeof reasonCodes)[number];

export const verdicts = ['certified', 'partial', 'failed', 'inconclusive', 'incomplete'] as const;
export type Verdict = (typeof verdicts)[number];

export interface Reason {
  readonly code: ReasonCode;
  readonly text: string;
}

/** Whether an outcome is missing only because another shard of the same run has to judge it. */
export function isLeftToAnotherShard(run: Report['run'], { outcome, reason }: Outcome): boolean {
  return run.shard !== undefined && outcome === 'not-run' && reason?.code === 'filtered';
}

/** Whether an outcome is a failure that somebody answers for: it counts in the verdict, and not in the exit code. */
export function isWaived({ waiver }: Outcome): boolean {
  return waiver?.state === 'applied';
}

/** A shrunk failure: everything needed to read it and to see it again. */
export interface Counterexample {
  readonly steps: readonly Step[];
  /** What happened, line by line, as a short program: `i1 = spawn({…})  → running`. Probes are indented. */
  readonly program: readonly string[];
  readonly expected: string;
  readonly actual: string;
  readonly transcript: readonly TranscriptEntry[];
  /** One command that shows it again. */
  readonly replay: string;
  /** Steps before and after shrinking, and how many cases it took to find and to shrink. */
  readonly found: { readonly stepsBefore: number; readonly cases: number; readonly shrinkRuns: number };
}

/** How much of what may happen a run of a contract came to see. */
export interface Coverage {
  /** Cases in which the provider was called at all. */
  readonly acting: number;
  /** In how many cases a step ended so (`spawn resolved`), an instance was seen so, or the contract noted something. */
  readonly reached: Readonly<Record<string, number>>;
}

/** What one contract came to. A `fail` without a reason is a violation; its counterexample says which. */
export interface Outcome {
  readonly contract: string;
  readonly level: 'must' | 'should';
  /** Where it came to this; only where a report was merged from runs on several testbeds. */
  readonly testbed?: string;
  /** Which run came to it; only where a report was merged from several whole runs. */
  readonly run?: { readonly id: string; readonly finishedAt: string };
  readonly outcome: OutcomeKind;
  readonly reason?: Reason;
  readonly cases: number;
  readonly steps: number;
  readonly seed: number;
  readonly timing: { readonly p50Ms: number; readonly p95Ms: number };
  readonly counterexample?: Counterexample;
  readonly coverage?: Coverage;
  /** Why a pass shows little: its cases did not come to what the contract needs. */
  readonly weak?: string;
  /** The parts of the provider that are not written yet and that this contract waits for. */
  readonly missing?: readonly string[];
  /** Who answers for a failure that is known, and until when; it stays a failure. */
  readonly waiver?: Waiver & { readonly state: WaiverState };
  /** What runs of the same provider on the same testbed came to, where they disagree: the newest of each kind, newest first. */
  readonly conflict?: readonly RunResult[];
}

/** What a contract came to in one of several runs. */
export interface RunResult {
  readonly outcome: OutcomeKind;
  readonly run: string;
  readonly finishedAt: string;
}

/** What a configuration says of a contract that is known to fail. */
export interface Waiver {
  readonly owner: string;
  readonly reason: string;
  /** Where it is worked on: http or https. */
  readonly link: string;
  /** The last day on which it holds, `2026-12-31`, in UTC. */
  readonly expires: string;
}

/** applied: it failed. needless: it passed, so the waiver has to go. expired: past its date, so the failure counts. */
export type WaiverState = 'applied' | 'needless' | 'expired';

/** Where a provider was exercised. */
export interface TestbedOfRun {
  readonly name: string;
  readonly fidelity: Fidelity;
  readonly tolerances: Tolerances;
}

/** What was loaded when a provider was asked for. */
export interface SourceOfProvider {
  /** File or folder, links followed; from the folder of the run where it is below. */
  readonly path: string;
  /** Of the nearest package that has one. */
  readonly version?: string;
}

export interface ProviderResult {
  readonly name: string;
  readonly tier: Tier;
  readonly source?: SourceOfProvider;
  /** `sha256:` and the digest of the provider's source. */
  readonly digest: string;
  readonly capabilities: Capabilities;
  readonly testbed: TestbedOfRun;
  /** The other testbeds that a merged report has evidence from. */
  readonly alsoOn?: readonly TestbedOfRun[];
  readonly verdict: Verdict;
  readonly outcomes: readonly Outcome[];
  /** What is worth knowing about the provider and breaks no promise; no verdict rests on it. */
  readonly remarks?: readonly string[];
  readonly resources: { readonly created: number; readonly destroyed: number; readonly leaked: number };
  /** Real time that certifying this provider took. */
  readonly timing: { readonly totalMs: number };
}

/** The only source of every other output. */
export interface Report {
  readonly schemaVersion: 1;
  readonly run: {
    readonly id: string;
    readonly seed: number;
    readonly startedAt: string;
    readonly finishedAt: string;
    readonly interrupted: boolean;
    /** Version of Assay that judged; absent in reports of before it was told. */
    readonly assayVersion?: string;
    /** `2/3`: this report is one part of a run; what the other parts have to judge is `not-run`, `filtered`. */
    readonly shard?: string;
  };
  readonly contractSet: { readonly version: string; readonly digest: string; readonly ids: readonly string[] };
  readonly providers: readonly ProviderResult[];
}
