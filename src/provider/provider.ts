import type { Bootstrap, BootstrapRequest } from './bootstrap.ts';
import type { Capabilities, Capability } from './capability.ts';
import type { Instance } from './instance.ts';
import type {
  ClaimWarmVolumeRequest,
  CostPeriod,
  CreateVolumeRequest,
  ListFilter,
  SpawnRequest,
  SpotPriceFilter,
  SpotRequest,
} from './requests.ts';
import type { CostReport, Snapshot, SpotPrice, SpotTicket, Volume } from './resources.ts';

/** `testing` shakes control planes, `additional` is compact, `reference` uses everything its service has. */
export type Tier = 'testing' | 'additional' | 'reference';

/** The five methods that every provider has. */
export interface ProviderCore<TInstance extends Instance = Instance> {
  readonly name: string;
  readonly tier: Tier;
  /** Creates one instance. Refuses a bad request with INVALID_SPEC and creates nothing then. */
  spawn(request: SpawnRequest): Promise<TInstance>;
  /** Ends the instance. Silent for what is already gone or never was. */
  terminate(id: string): Promise<void>;
  /** Every matching instance, or an error: never silently partial. */
  list(filter?: ListFilter): Promise<readonly TInstance[]>;
  /** The instance, or null. */
  get(id: string): Promise<TInstance | null>;
  /** Pure: the same request gives the same content and checksum. */
  generateBootstrap(request: BootstrapRequest): Bootstrap;
}

/** The methods each flag adds. A flag with an empty group changes what is observable, not the surface. */
export interface CapabilityMethods<TInstance extends Instance = Instance, TSnapshot extends Snapshot = Snapshot> {
  readonly snapshots: {
    createSnapshot(instanceId: string): Promise<TSnapshot>;
    getSnapshotStatus(snapshotId: string): Promise<TSnapshot>;
    deleteSnapshot(snapshotId: string): Promise<void>;
  };
  readonly spot: {
    requestSpotInstance(request: SpotRequest): Promise<SpotTicket>;
    cancelSpotRequest(ticketId: string): Promise<void>;
    getSpotPrices(filter?: SpotPriceFilter): Promise<readonly SpotPrice[]>;
  };
  readonly gpu: unknown;
  readonly multiRegion: { listRegions(): Promise<readonly string[]> };
  readonly persistentVolumes: {
    createVolume(request: CreateVolumeRequest): Promise<Volume>;
    getVolume(volumeId: string): Promise<Volume | null>;
    deleteVolume(volumeId: string): Promise<void>;
  };
  readonly warmVolumes: {
    claimWarmVolume(request?: ClaimWarmVolumeRequest): Promise<Volume>;
    releaseWarmVolume(volumeId: string): Promise<void>;
  };
  readonly hibernation: {
    hibernate(id: string): Promise<void>;
    resume(id: string): Promise<TInstance>;
  };
  readonly costExplorer: { getCosts(period: CostPeriod): Promise<CostReport> };
  readonly tailscaleNative: unknown;
  readonly idempotentSpawn: unknown;
  readonly customNetworking: unknown;
}

/** A group when its flag is literally true, its absence when literally false, nothing said when only boolean. */
type Group<Methods, Flag> = [Flag] extends [true]
  ? Methods
  : [Flag] extends [false]
    ? { readonly [M in keyof Methods]?: never }
    : unknown;

type Intersection<U> = (U extends unknown ? (value: U) => void : never) extends (value: infer I) => void ? I : never;

/** The methods that literal flags demand and those that they forbid. */
export type CapabilityGate<
  C extends Capabilities,
  TInstance extends Instance = Instance,
  TSnapshot extends Snapshot = Snapshot,
> = Intersection<
  {
    [K in Capability]: { readonly group: Group<CapabilityMethods<TInstance, TSnapshot>[K], C[K]> };
  }[Capability]
>['group'];

/**
 * A compute provider. The optional groups exist exactly when their flag is the literal `true`: calling
 * `createSnapshot` on a provider whose flag is `false` does not compile, and neither does declaring
 * `snapshots: true` without the three methods.
 *
 * @example
 * type Plain = Provider<Instance, Snapshot, typeof noCapabilities>;
 */
export type Provider<
  TInstance extends Instance = Instance,
  TSnapshot extends Snapshot = Snapshot,
  C extends Capabilities = Capabilities,
> = ProviderCore<TInstance> & { readonly capabilities: C } & CapabilityGate<C, TInstance, TSnapshot>;

/** Any provider, its flags known only at run time. Narrow it with {@link supports}. */
export type AnyProvider = ProviderCore & { readonly capabilities: Capabilities };
