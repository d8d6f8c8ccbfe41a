/** How a machine comes to a stop: somebody shuts it down, or its power goes. */
export type Halt = 'orderly' | 'at-once';

/**
 * The ability `drift`: what happens to machines behind the provider's back. Nothing of it passes the wire, and nothing of
 * it is told to anybody. Each rejects where there is no such machine.
 */
export interface Drift {
  /** Somebody deletes the machine. */
  remove(instanceId: string): Promise<void>;
  /** The machine stops and stays. */
  halt(instanceId: string, how: Halt): Promise<void>;
  /** Somebody replaces its tags. */
  relabel(instanceId: string, tags: Readonly<Record<string, string>>): Promise<void>;
}
