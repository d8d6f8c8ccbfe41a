import type { Capabilities, Capability, CapabilityMethods, Instance, Provider, ProviderCore, Snapshot } from 'assay';

/** Every flag off but these. */
export type Flags<On extends Capability> = { readonly [K in Capability]: K extends On ? true : false } & Capabilities;

/** A provider of exactly these capabilities. */
export type With<On extends Capability> = Provider<Instance, Snapshot, Flags<On>>;

/** What somebody wrote who declares a flag and leaves out one of its methods. */
export type Lacking<K extends Capability, Method extends keyof CapabilityMethods[K]> = ProviderCore & {
  readonly capabilities: Flags<K>;
} & Omit<CapabilityMethods[K], Method>;

/** What somebody wrote who has a method and does not declare its flag. */
export type Having<K extends Capability, Method extends keyof CapabilityMethods[K]> = ProviderCore & {
  readonly capabilities: Flags<never>;
} & Pick<CapabilityMethods[K], Method>;

/** A value of any type, for code that is only type-checked. */
export declare function a<T>(): T;
