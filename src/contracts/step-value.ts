import type { Bootstrap } from '../provider/bootstrap.ts';
import type { HeartbeatReceipt } from '../provider/hooks.ts';
import type { Instance } from '../provider/instance.ts';
import type { CostReport, Snapshot, SpotPrice, SpotTicket, Volume } from '../provider/resources.ts';
import type { WorkflowOutput } from '../provider/workflow.ts';
import type { StepOp } from './step.ts';
import type { StepResult } from './step-result.ts';
import type { TimedResult } from './timed-result.ts';

/** What each step resolves to. Untrusted: the provider may return anything; contracts check before they believe. */
export interface StepValues {
  spawn: Instance;
  terminate: unknown;
  get: Instance | null;
  list: readonly Instance[];
  bootstrap: Bootstrap;
  startup: unknown;
  shutdown: unknown;
  heartbeat: readonly HeartbeatReceipt[];
  'await-running': Instance | null;
  wait: unknown;
  fault: unknown;
  heal: unknown;
  'create-snapshot': Snapshot;
  'snapshot-status': Snapshot;
  'await-snapshot': Snapshot;
  'delete-snapshot': unknown;
  'request-spot': SpotTicket;
  'cancel-spot': unknown;
  'spot-prices': readonly SpotPrice[];
  'list-regions': readonly string[];
  'create-volume': Volume;
  'get-volume': Volume | null;
  'await-volume': Volume | null;
  'delete-volume': unknown;
  'claim-warm': Volume;
  'release-warm': unknown;
  hibernate: unknown;
  resume: Instance;
  costs: CostReport;
  'write-disk': unknown;
  'read-disk': string | null;
  'interrupt-spot': unknown;
  'drain-zone': unknown;
  'refill-zone': unknown;
  'get-enhanced': EnhancedLook<Instance>;
  'get-enhanced-snapshot': EnhancedLook<Snapshot>;
  workflow: WorkflowOutput;
  compensate: unknown;
  process: ProcessResult;
  overlap: readonly (readonly TimedResult[])[];
}

/** A thing as its provider knows it, and its projection; null where it is not there. */
export interface EnhancedLook<Generic> {
  readonly whole: Generic | null;
  readonly view: Generic | null;
}

/** What another process came to: `results` of the steps that it ended. */
export interface ProcessResult {
  readonly died: boolean;
  /** How often it called the service. */
  readonly calls: number;
  readonly results: readonly StepResult[];
}

export type StepValue<Op extends StepOp> = StepValues[Op];
