import type { Capabilities } from '../provider/capability.ts';
import type { MachineSpec } from '../provider/instance.ts';
import type { FaultKind, NativeErrorKind } from './fault.ts';
import type { Tolerances } from './tolerances.ts';

/** What a generator must know of a world to make requests that it can honour. Plain JSON. */
export interface WorldFacts {
  /** The flags that the provider in this world declares. The engine fills them in; absent means none. */
  readonly declared?: Capabilities;
  /** The workflows that it offers. The engine fills them in; absent means none. */
  readonly workflows?: readonly string[];
  /** Whether it hands over its enhanced types. The engine fills it in. */
  readonly enhanced?: boolean;
  readonly regions: readonly string[];
  readonly images: readonly string[];
  /** Inclusive bounds of what can be spawned. */
  readonly smallest: MachineSpec;
  readonly largest: MachineSpec;
  /** Whether the service rounds a size up to one of its machine types; absent where it gives exactly what was asked for. */
  readonly roundsUp?: boolean;
  /** How many instances one native page of a list holds; absent where the service does not page. */
  readonly pageSize?: number;
  /** How many instances one case may have alive at once. */
  readonly instancesMax: number;
  /** Networks that a spawn may name, where `customNetworking` is declared. */
  readonly networks?: readonly string[];
  /** The zones of the first region, in any order; some may be sold out. Absent where a service has none, or none to speak of. */
  readonly zones?: readonly string[];
  /** GPU models that a spawn may ask for, where `gpu` is declared; one to `gpusMax` of one model. */
  readonly gpuModels?: readonly string[];
  readonly gpusMax?: number;
  /** A bid of at least `sure` US dollars per hour is fulfilled and one below `hopeless` is not, where `spot` is declared. */
  readonly spotBids?: { readonly hopeless: number; readonly sure: number };
  /** The smallest machine that the spot market sells, where that is not `smallest`. */
  readonly spotSpec?: MachineSpec;
  /** Where the spot market sells, where that is not in `regions`. */
  readonly spotRegions?: readonly string[];
  /** False where machines of the spot market cannot be hibernated, whatever else can. */
  readonly spotSleeps?: false;
  /** Whole UTC days, as `YYYY-MM-DD`, within which the account was billed; the second is not included. */
  readonly billed?: { readonly from: string; readonly to: string };
  /** Sizes of volumes that can be created, in GiB; without the first they begin at 1. */
  readonly volumeGiBMin?: number;
  readonly volumeGiBMax?: number;
  /** How many volumes one instance may hold; absent where nobody has to count them. */
  readonly volumesPerInstanceMax?: number;
  /** Where the service keeps no tags on volumes: one that asks for some is refused. */
  readonly volumeTags?: false;
  /** Whether several instances may hold one volume, as a network file system lets them; absent where one has it alone. */
  readonly volumesAreShared?: true;
  /** How many warm volumes can be claimed at once. */
  readonly warmVolumesMax?: number;
  /** How long a claim on one stands that no spawn followed; absent where it stands until it is released. */
  readonly warmClaimMs?: number;
  readonly nativeErrors: readonly NativeErrorKind[];
  /** The kinds of fault that can be injected. The engine fills them in; absent means none. */
  readonly faultKinds?: readonly FaultKind[];
  readonly tolerances: Tolerances;
  /** Strings that must never appear in any read or error of the provider (its credentials). */
  readonly secrets: readonly string[];
}
