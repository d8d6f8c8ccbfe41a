import type { Held, Support } from './support.ts';

/** What can become scarce in a machine. */
export const constraintKinds = ['cpu', 'memory', 'pids', 'disk', 'hog'] as const;

export type ConstraintKind = (typeof constraintKinds)[number];

/**
 * cpu: no more than so many processors. memory: no more than so much. pids: no more than so many processes. disk: what
 * the machine writes to is full. hog: so many processes of somebody else that never wait.
 */
export type Constraint =
  | { readonly kind: 'cpu'; readonly cpus: number }
  | { readonly kind: 'memory'; readonly memoryMiB: number }
  | { readonly kind: 'pids'; readonly pidsMax: number }
  | { readonly kind: 'disk' }
  | { readonly kind: 'hog'; readonly processes: number };

/** The ability `constraints`: machines run short of something, behind the provider's back. */
export interface Constraints {
  readonly support: Readonly<Record<ConstraintKind, Support>>;
  /** Rejects where there is no such machine, and where the host would not. */
  hold(instanceId: string, constraint: Constraint): Promise<Held>;
}
