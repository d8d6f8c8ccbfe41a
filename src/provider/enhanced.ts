import type { Instance } from './instance.ts';
import type { Snapshot } from './resources.ts';

/** One kind of thing as its provider knows it, and how a control plane is shown it. */
export interface EnhancedView<Whole extends Generic, Generic> {
  /** Everything that is known of it, or null. */
  get(id: string): Promise<Whole | null>;
  /** The same without what only this provider has: every generic field as it is, and nothing else. Pure. */
  project(whole: Whole): Generic;
}

/**
 * What a provider knows beyond the generic types, for code that is written for this provider. The control plane is handed
 * the projected view; both tell of the same things.
 *
 * @example
 * const { enhanced } = await createAws(context);
 * const zone = (await enhanced.get(id))?.aws.availabilityZone;
 */
export interface Enhanced<TInstance extends Instance = Instance, TSnapshot extends Snapshot = Snapshot>
  extends EnhancedView<TInstance, Instance> {
  /** Where the provider has snapshots. */
  readonly snapshots?: EnhancedView<TSnapshot, Snapshot>;
}
