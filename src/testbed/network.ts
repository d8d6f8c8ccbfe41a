import type { Held, Support } from './support.ts';

/** What can be wrong with the network of a machine. */
export const linkFaultKinds = ['cut', 'blackhole', 'degraded'] as const;

export type LinkFaultKind = (typeof linkFaultKinds)[number];

/**
 * cut: nothing comes in, nothing goes out, or both. blackhole: what is for one port vanishes, without a word. degraded:
 * packets are late, and some are lost.
 */
export type LinkFault =
  | { readonly kind: 'cut'; readonly direction: 'both' | 'in' | 'out' }
  | { readonly kind: 'blackhole'; readonly port: number }
  | { readonly kind: 'degraded'; readonly delayMs: number; readonly lossPercent: number };

/** The ability `network`: the links of machines fail, behind everybody's back. */
export interface Network {
  readonly support: Readonly<Record<LinkFaultKind, Support>>;
  /** Rejects where there is no such machine, and where the host would not. */
  hold(instanceId: string, fault: LinkFault): Promise<Held>;
}
