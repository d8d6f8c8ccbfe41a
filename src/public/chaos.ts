export { type ChaosReport, type ChaosVerdict, chaosReportSchema, chaosVerdicts } from '../chaos/chaos-report.ts';
export { type Experiment, experimentSchema } from '../chaos/experiment.ts';
export type { PlayedControlPlane, PlayedExperiment, PlayOptions } from '../chaos/play-experiment.ts';
export {
  type Activity,
  type ControlPlane,
  type ControlPlaneFeature,
  type ControlPlaneHost,
  type ControlPlaneModule,
  controlPlaneFeatures,
  defineControlPlane,
  type IntentPhase,
  type IntentView,
  intentPhases,
  type LaunchIntent,
} from '../controlplane/control-plane.ts';
export { createMemoryStore, type DurableStore } from '../controlplane/durable-store.ts';
export { referenceControlPlane } from '../controlplane/reference/reference.ts';
export { playExperiment } from '../play-experiment.ts';
