export { type AssayConfig, defineConfig } from '../cli/config.ts';
export type { ContractWaiver } from '../engine/apply-waivers.ts';
export type { Bootstrap, BootstrapFormat, BootstrapRequest, TailscaleJoin } from '../provider/bootstrap.ts';
export { type Capabilities, type Capability, capabilityNames, noCapabilities } from '../provider/capability.ts';
export { capabilityMethodNames } from '../provider/capability-methods.ts';
export type {
  Clock,
  Exec,
  ExecOptions,
  ExecResult,
  Fetch,
  Logger,
  ProviderContext,
  Random,
  SdkRequestHandler,
} from '../provider/context.ts';
export type { Enhanced, EnhancedView } from '../provider/enhanced.ts';
export { generateBootstrap } from '../provider/generate-bootstrap.ts';
export type { HeartbeatReceipt, HeartbeatTask, HeartbeatTaskType, Hooks } from '../provider/hooks.ts';
export {
  type GpuSpec,
  type Instance,
  type InstanceStatus,
  instanceStatuses,
  type MachineSpec,
} from '../provider/instance.ts';
export type { AnyProvider, CapabilityMethods, Provider, ProviderCore, Tier } from '../provider/provider.ts';
export {
  isProviderError,
  ProviderError,
  type ProviderErrorCategory,
  type ProviderErrorCode,
  type ProviderErrorOptions,
  providerErrorCodes,
} from '../provider/provider-error.ts';
export { refuseUndeclared } from '../provider/refuse-undeclared.ts';
export { type AnyWorkflow, defineProvider, type ProviderModule, type Registration } from '../provider/registration.ts';
export type {
  ClaimWarmVolumeRequest,
  CostPeriod,
  CreateVolumeRequest,
  ListFilter,
  SpawnRequest,
  SpotPriceFilter,
  SpotRequest,
} from '../provider/requests.ts';
export type { CostReport, Snapshot, SpotPrice, SpotTicket, Volume } from '../provider/resources.ts';
export { supports } from '../provider/supports.ts';
export { type UnwrittenPart, unwritten } from '../provider/unwritten.ts';
export { runWorkflow, type Workflow, type WorkflowOutput } from '../provider/workflow.ts';
export type { WarmPoolInput, WarmPoolOutput } from '../provider/workflows/warm-pool.ts';
