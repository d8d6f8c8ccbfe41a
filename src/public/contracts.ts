export { describeResult, mustResolve } from '../contracts/checks.ts';
export {
  type Contract,
  type ContractDefinition,
  defineContract,
  type Intent,
  intents,
} from '../contracts/contract.ts';
export { describeThrown, describeValue } from '../contracts/describe.ts';
export { anyEnvironment, anyEnvironmentName, anyEnvironmentValue } from '../contracts/generators/environment.ts';
export { anySpawnRequest, anySpec, plainRequest } from '../contracts/generators/spawn-request.ts';
export { anyTagKey, anyTags, anyTagValue } from '../contracts/generators/tags.ts';
export { anyUnknownId } from '../contracts/generators/unknown-id.ts';
export type { Name, Step, StepOf, StepOp, SymbolicFilter } from '../contracts/step.ts';
export type { StepResult } from '../contracts/step-result.ts';
export type { StepValue } from '../contracts/step-value.ts';
export type { StepChecks, Trial } from '../contracts/trial.ts';
export { Violation } from '../contracts/violation.ts';
export type { Ability } from '../testbed/ability.ts';
export type { Fault, InjectedFault, NativeErrorKind } from '../testbed/fault.ts';
export type { Ledger, LedgerEntry } from '../testbed/ledger.ts';
export type { Shell } from '../testbed/shell.ts';
export type { Tolerances } from '../testbed/tolerances.ts';
export type { WorldFacts } from '../testbed/world-facts.ts';
