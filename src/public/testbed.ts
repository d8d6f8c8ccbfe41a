export { dockerOrbstack } from '../clouds/docker/testbed.ts';
export type { SimulatedEc2Options } from '../clouds/ec2/simulated-ec2-options.ts';
export { simulatedEc2 } from '../clouds/ec2/testbed.ts';
export type { GcpOptions } from '../clouds/gcp/gcp-options.ts';
export { simulatedGcp } from '../clouds/gcp/testbed.ts';
export { kubernetesCluster } from '../clouds/kubernetes/cluster/testbed.ts';
export type { KubernetesOptions, NodePool } from '../clouds/kubernetes/kubernetes-options.ts';
export { simulatedKubernetes } from '../clouds/kubernetes/testbed.ts';
export type { LambdaOptions, LambdaOptionsGiven } from '../clouds/lambda/lambda-options.ts';
export type { Quirks } from '../clouds/lambda/quirks.ts';
export { simulatedLambda } from '../clouds/lambda/testbed.ts';
export type { SimulatedHostOptions } from '../clouds/orbstack/simulated-host-options.ts';
export { simulatedOrbstack } from '../clouds/orbstack/testbed.ts';
export type { SimulatedRunpodOptions } from '../clouds/runpod/simulated-runpod-options.ts';
export { simulatedRunpod } from '../clouds/runpod/testbed.ts';
export { slurmCluster, slurmClusterRest } from '../clouds/slurm/cluster/testbed.ts';
export { simulatedSlurmrestd } from '../clouds/slurm/rest/testbed.ts';
export type { SlurmOptions } from '../clouds/slurm/slurm-options.ts';
export { simulatedSlurm } from '../clouds/slurm/testbed.ts';
export { aws, createAws } from '../providers/aws/aws.ts';
export { coreweave, createCoreweave } from '../providers/coreweave/coreweave.ts';
export { createGcp, gcp } from '../providers/gcp/gcp.ts';
export { createLambda, lambda } from '../providers/lambda/lambda.ts';
export { createOrbstack, orbstack } from '../providers/orbstack/orbstack.ts';
export { createRunpod, runpod } from '../providers/runpod/runpod.ts';
export { createSlurm, slurm } from '../providers/slurm/slurm.ts';
export { awsTestbeds } from '../registry/aws.ts';
export { coreweaveTestbeds } from '../registry/coreweave.ts';
export { gcpTestbeds } from '../registry/gcp.ts';
export { lambdaTestbeds } from '../registry/lambda.ts';
export { orbstackTestbeds } from '../registry/orbstack.ts';
export { runpodTestbeds } from '../registry/runpod.ts';
export { slurmTestbeds } from '../registry/slurm.ts';
export { type Ability, abilityNames } from '../testbed/ability.ts';
export {
  type Fault,
  type FaultInjector,
  type FaultKind,
  type FaultScope,
  faultKinds,
  type InjectedFault,
  type NativeErrorKind,
  nativeErrorKinds,
  type WireOperation,
} from '../testbed/fault.ts';
export { type Fidelity, fidelities } from '../testbed/fidelity.ts';
export { createHostShell, type HostShell } from '../testbed/host-shell.ts';
export { type InterceptedOptions, intercepted } from '../testbed/intercepted.ts';
export type { Ledger, LedgerEntry } from '../testbed/ledger.ts';
export { createRealClock } from '../testbed/real-clock.ts';
export { createExec } from '../testbed/real-exec.ts';
export { createRandom, deriveSeed } from '../testbed/seeded-random.ts';
export type { Shell } from '../testbed/shell.ts';
export type { OpenOptions, SweepResult, Testbed, World } from '../testbed/testbed.ts';
export type { Tolerances } from '../testbed/tolerances.ts';
export type { Transcript, TranscriptEntry } from '../testbed/transcript.ts';
export {
  createTranscriptRecorder,
  type TranscriptNote,
  type TranscriptRecorder,
} from '../testbed/transcript-recorder.ts';
export { createVirtualClock } from '../testbed/virtual-clock.ts';
export { createExecWire, type ExecRequest, type ExecService, type ExecWire } from '../testbed/wire/exec-wire.ts';
export { createFetchWire, type FetchWire } from '../testbed/wire/fetch-wire.ts';
export { createLiveService, type ServiceWords } from '../testbed/wire/live-service.ts';
export type { NativeRequest, NativeResponse, NativeService, ServiceDefects } from '../testbed/wire/native-service.ts';
export { createSdkWire, type SdkWire } from '../testbed/wire/sdk-wire.ts';
export type { CallClass } from '../testbed/wire/wire-call.ts';
export { createWorldContext, type WorldContextParts } from '../testbed/world-context.ts';
export type { WorldFacts } from '../testbed/world-facts.ts';
