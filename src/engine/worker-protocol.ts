import type { Capabilities } from '../provider/capability.ts';
import type { Tier } from '../provider/provider.ts';
import type { Fidelity } from '../testbed/fidelity.ts';
import type { SweepResult, Testbed } from '../testbed/testbed.ts';
import type { Tolerances } from '../testbed/tolerances.ts';
import type { BudgetLimits } from './budget/budget.ts';
import type { AskedCases } from './cases-of.ts';
import type { FailureFile, ReplayResult } from './failure-file.ts';
import type { Outcome, Reason, Report, SourceOfProvider } from './report.ts';
import type { EarlierCase, StoredCase, Tally } from './run-contract.ts';
import type { Subject } from './subject.ts';
import type { Resources } from './worlds.ts';

/** Asked of a worker. One at a time; each is answered before the next. */
export type WorkerRequest =
  | {
      readonly type: 'open';
      readonly subject: Subject;
      readonly testbed?: string;
      readonly settings: Readonly<Record<string, string>>;
      readonly seed: number;
      readonly runs?: AskedCases;
      readonly runId: string;
      /** Where what is made is written down, in a world that outlives its cases. */
      readonly journal?: string;
      /** Bounds on what is made, in a world that outlives its cases. */
      readonly spending?: BudgetLimits;
    }
  | { readonly type: 'contract'; readonly id: string; readonly stored: readonly EarlierCase[] }
  | { readonly type: 'replay'; readonly file: FailureFile }
  /** Stops the running contract at its next case. */
  | { readonly type: 'interrupt' }
  | { readonly type: 'close' }
  /** Destroys what an earlier worker of the same run left behind when it died. */
  | { readonly type: 'sweep'; readonly runId: string };

/** Answered by a worker. */
export type WorkerMessage =
  | { readonly type: 'opened'; readonly opened: OpenedSubject }
  | { readonly type: 'problem'; readonly kind: 'usage' | 'internal'; readonly message: string }
  | { readonly type: 'progress'; readonly contract: string; readonly cases: number }
  | { readonly type: 'outcome'; readonly outcome: Outcome; readonly tally: Tally; readonly failure?: StoredCase }
  | { readonly type: 'replayed'; readonly result: ReplayResult }
  /** `leftOpen`: what the provider left that keeps a process alive, by the names that Node has for it. */
  | { readonly type: 'closed'; readonly resources: Resources; readonly leftOpen: readonly string[] }
  | { readonly type: 'swept'; readonly swept: SweepResult }
  /** The last word of a worker that an error of the provider, caught by nobody, takes down. */
  | { readonly type: 'escaped'; readonly text: string }
  /** What a contract left behind failed after its end: that contract's failure, not the running one's. */
  | { readonly type: 'late'; readonly contract: string; readonly text: string }
  /** A request came that Assay did not send. */
  | { readonly type: 'forged' }
  /** Sent every so often: while it comes, the worker's event loop turns. */
  | { readonly type: 'alive' };

/** What the worker learned of the subject when it opened it. */
export interface OpenedSubject {
  readonly name: string;
  readonly tier: Tier;
  readonly source: SourceOfProvider;
  readonly digest: string;
  readonly capabilities: Capabilities;
  readonly testbed: { readonly name: string; readonly fidelity: Fidelity; readonly tolerances: Tolerances };
  /** Whether several processes may work at the same time: only where every case has a world of its own. */
  readonly isolation: Testbed['isolation'];
  readonly contractSet: Report['contractSet'];
  readonly contracts: readonly { readonly id: string; readonly level: 'must' | 'should'; readonly skip?: Reason }[];
}
