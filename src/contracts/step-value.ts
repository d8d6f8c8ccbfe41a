import type { Bootstrap } from '../provider/bootstrap.ts';
import type { HeartbeatReceipt } from '../provider/hooks.ts';
import type { Instance } from '../provider/instance.ts';
import type { StepOp } from './step.ts';

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
}

export type StepValue<Op extends StepOp> = StepValues[Op];
