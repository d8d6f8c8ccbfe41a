import type { Held } from './support.ts';

/** How a machine comes to a stop: somebody shuts it down, or its power goes. */
export type Halt = 'orderly' | 'at-once';

/** How a machine goes down and comes up again. */
export interface Restart {
  readonly how: Halt;
  /** From its stop to its start. */
  readonly downMs: number;
  /** It comes up at another address. */
  readonly isMoved?: boolean;
  /** What was on its own disk is gone. */
  readonly isEmptied?: boolean;
}

/** What may be done to a machine. */
export type DriftAct = Exclude<keyof Drift, 'cannot'>;

/**
 * The ability `drift`: what happens to machines behind the provider's back. Nothing of it passes the wire, and nothing of
 * it is told to anybody. Each rejects where there is no such machine. What a host cannot do, it does not offer.
 */
export interface Drift {
  /** Why this host cannot do something of it. */
  readonly cannot?: Partial<Readonly<Record<DriftAct | 'empty', string>>>;
  /** Somebody deletes the machine. */
  remove(instanceId: string): Promise<void>;
  /** The machine stops and stays. */
  halt(instanceId: string, how: Halt): Promise<void>;
  /** Somebody replaces its tags. */
  relabel(instanceId: string, tags: Readonly<Record<string, string>>): Promise<void>;
  /** Somebody starts what does not run. */
  start?(instanceId: string): Promise<void>;
  /** The machine goes down, and comes up again. It is the same one, by its id. */
  restart?(instanceId: string, restart: Restart): Promise<void>;
  /** Somebody gives it another name. */
  rename?(instanceId: string, name: string): Promise<void>;
  /** Somebody gives it more, or less. */
  resize?(instanceId: string, size: { readonly cpus: number; readonly memoryMiB: number }): Promise<void>;
  /** Somebody makes a machine of their own with the first so many tags of this one. */
  mimic?(instanceId: string, tagsMax: number): Promise<void>;
  /** A machine that boots gets no further, until it is let go on. */
  stall?(instanceId: string): Promise<Held>;
  /** Somebody lets it stand still, with all that it was about to do. */
  pause?(instanceId: string): Promise<void>;
}
