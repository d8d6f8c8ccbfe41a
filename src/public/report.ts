export {
  type Counterexample,
  type Outcome,
  type OutcomeKind,
  outcomeKinds,
  type ProviderResult,
  type Reason,
  type ReasonCode,
  type Report,
  type RunResult,
  reasonCodes,
  type SourceOfProvider,
  type TestbedOfRun,
  type Verdict,
  verdicts,
  type Waiver,
  type WaiverState,
} from '../engine/report.ts';
export { reportSchema } from '../engine/report-schema.ts';
