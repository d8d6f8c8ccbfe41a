import { checkWhole } from '../../../provider/check-whole.ts';
import type { ProviderContext } from '../../../provider/context.ts';
import { perZoneMax } from '../../../provider/workflows/warm-pool.ts';
import { refuse } from '../provider-name.ts';

/** What the environment says of warm volumes. */
export interface WarmSettings {
  /** A pool in every region in which somebody claims one: how many volumes it has, those that are claimed included. */
  readonly pool?: { readonly size: number; readonly sizeGiB: number };
  /** How long a claim stands that no spawn followed. */
  readonly claimMs: number;
}

const sizeGiBDefault = '8';
const sizeGiBMax = 16_384;
const claimMinutesDefault = '60';
const claimMinutesMax = 1_000_000;

export function readWarmSettings({ env }: ProviderContext): WarmSettings {
  const minutes = whole(env.AWS_WARM_CLAIM_MINUTES ?? claimMinutesDefault, 'AWS_WARM_CLAIM_MINUTES', claimMinutesMax);
  const claimMs = minutes * 60_000;
  if (!env.AWS_WARM_POOL_SIZE) return { claimMs };
  const size = whole(env.AWS_WARM_POOL_SIZE, 'AWS_WARM_POOL_SIZE', perZoneMax);
  const sizeGiB = whole(env.AWS_WARM_POOL_GIB ?? sizeGiBDefault, 'AWS_WARM_POOL_GIB', sizeGiBMax);
  return { claimMs, pool: { size, sizeGiB } };
}

function whole(text: string, name: string, max: number): number {
  return checkWhole(/^\d+$/.test(text) ? Number(text) : text, name, { min: 1, max }, refuse);
}
