import type { BudgetLimits } from './budget/budget.ts';
import type { AskedCases } from './cases-of.ts';
import type { StoredFailure } from './failure-file.ts';
import type { Environment } from './redact/secrets-of-environment.ts';
import type { Outcome, ProviderResult, Report, SourceOfProvider } from './report.ts';
import type { RunLimits } from './run-limits.ts';
import type { Shard } from './shard.ts';
import type { Subject } from './subject.ts';

/** Everything that `certify` is asked for; complete, so that the engine has no defaults of its own. */
export interface CertifyOptions {
  readonly subjects: readonly Subject[];
  /** Name of the testbed; undefined means each provider's first. */
  readonly testbed?: string;
  /** Settings for the testbed, such as `{image}`. */
  readonly settings: Readonly<Record<string, string>>;
  readonly seed: number;
  /** Cases per contract; undefined means the testbed's default. */
  readonly runs?: AskedCases;
  /** Whether a contract id was asked for. */
  readonly contracts?: (id: string) => boolean;
  /** Text of the user's selection, for the reason of what it left out. */
  readonly contractsText?: string;
  /** Only this part of the contracts asked for; the rest is left to the other shards. */
  readonly shard?: Shard;
  /** No contract starts after this many milliseconds of real time; what did not start is `not-run`. */
  readonly budgetMs?: number;
  /** Bounds on what each subject may make in a world that outlives its cases. At a bound the run stops making, and cleans up. */
  readonly spending?: BudgetLimits;
  /** Processes at the same time. Each provider has at least one of its own; none is shared. */
  readonly workers: number;
  /** How much work it is to certify a subject, beside the others; only the order in which they are begun rests on it. */
  readonly costOf: (subject: Subject) => number;
  /** Where failures are stored for replay. */
  readonly outDir: string;
  /** Failures of earlier runs: played first by the contract that found them. */
  readonly stored: readonly StoredFailure[];
  /** Aborted on SIGINT or SIGTERM: no new contract starts, what runs is cleaned up, the report is marked. */
  readonly signal: AbortSignal;
  /** Entry file of the worker process. */
  readonly workerUrl: URL;
  /** Whether a process of its own looks after what the run makes on a shared world, should the harness be killed. */
  readonly watchdog: boolean;
  /** The whole environment of this process. Workers see the part of it that is harmless or passed on by the settings. */
  readonly env: Environment;
  /** What a worker may take, where it is not as usual. */
  readonly limits?: Partial<RunLimits>;
  /** Told as it happens. Two subjects may have the same provider name; they are told apart by the subject. */
  readonly onEvent: (event: CertifyEvent, subject: Subject) => void;
}

/** What happens while certifying, for progress. */
export type CertifyEvent =
  | {
      readonly type: 'provider-started';
      readonly provider: string;
      readonly testbed: string;
      readonly contracts: number;
    }
  /** Told first: what was really loaded for the name or the path that was given. */
  | {
      readonly type: 'provider-loaded';
      readonly provider: string;
      /** Ids of its contracts, those that come with it among them. */
      readonly contracts: readonly string[];
      readonly source: SourceOfProvider;
      readonly digest: string;
    }
  /** A failure of an earlier run did not fail any more, so many times by now. */
  | { readonly type: 'stored-clean'; readonly provider: string; readonly contract: string; readonly cleanRuns: number }
  /** A failure could not be written down, or what is known of one. */
  | { readonly type: 'not-stored'; readonly provider: string; readonly contract: string; readonly problem: string }
  | { readonly type: 'contract-started'; readonly provider: string; readonly contract: string }
  | { readonly type: 'contract-progress'; readonly provider: string; readonly contract: string; readonly cases: number }
  | { readonly type: 'contract-finished'; readonly provider: string; readonly outcome: Outcome }
  | { readonly type: 'provider-finished'; readonly result: ProviderResult };

/** A subject that could not be certified at all; the others were. */
export interface SubjectProblem {
  readonly subject: Subject;
  /** `usage`: the user's input is wrong (exit 2). `internal`: ours (exit 3). */
  readonly kind: 'usage' | 'internal';
  /** One message: what, where, what to do. */
  readonly message: string;
}

export interface CertifyResult {
  readonly report: Report;
  readonly problems: readonly SubjectProblem[];
}
