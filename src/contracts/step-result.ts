import type { StepOf, StepOp } from './step.ts';
import type { StepValue } from './step-value.ts';

/**
 * What one performed step came to. `thrown` is whatever the provider threw (also undefined); `unsettled` means that
 * the call did not settle within the testbed's `callTimeoutMs`.
 */
export type StepResult<Op extends StepOp = StepOp> = { readonly step: StepOf<Op> } & (
  | { readonly outcome: 'resolved'; readonly value: StepValue<Op> }
  | { readonly outcome: 'threw'; readonly thrown: unknown }
  | { readonly outcome: 'unsettled'; readonly afterMs: number }
);
