/** How a machine comes to a stop: somebody shuts it down, or its power goes. */
export type Halt = 'orderly' | 'at-once';

/** What may be done to a machine. */
export type DriftAct = 'remove' | 'halt' | 'relabel' | 'start' | 'restart' | 'pause';

/**
 * The ability `drift`: what happens to machines behind the provider's back. Nothing of it passes the wire, and nothing of
 * it is told to anybody. Each rejects where there is no such machine.
 */
export interface Drift {
  /** Why this host cannot do something of it. */
  readonly cannot?: Partial<Readonly<Record<DriftAct, string>>>;
  /** Somebody deletes the machine. */
  remove(instanceId: string): Promise<void>;
  /** The machine stops and stays. */
  halt(instanceId: string, how: Halt): Promise<void>;
  /** Somebody replaces its tags. */
  relabel(instanceId: string, tags: Readonly<Record<string, string>>): Promise<void>;
  /** Somebody starts a machine that was stopped. */
  start?(instanceId: string): Promise<void>;
  /** Somebody starts it anew. */
  restart?(instanceId: string): Promise<void>;
  /** Somebody lets it stand still, with all that it was about to do. */
  pause?(instanceId: string): Promise<void>;
}
