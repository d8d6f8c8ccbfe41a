import type { Step } from '../../../src/contracts/step.ts';

/** The native errors of a case, in the order in which they are met. */
export function errorsOf(steps: readonly Step[]): readonly string[] {
  return steps.flatMap((step) => (step.op === 'fault' && step.fault.kind === 'native-error' ? [step.fault.error] : []));
}
