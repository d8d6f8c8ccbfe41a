import { type Capabilities, noCapabilities } from '../../provider/capability.ts';
import type { ProviderContext } from '../../provider/context.ts';
import { readTokenSettings, type TokenSettings } from '../../provider/google/token-settings.ts';
import { type Refuse, refuseAs } from '../../provider/refuse.ts';

/** Name under which Compute Engine reports its errors. */
export const providerName = 'gcp';

export const refuse: Refuse = refuseAs(providerName);

/** No warm volumes of its own, no costs but in a billing export, and nothing of Tailscale. */
export const capabilities = {
  ...noCapabilities,
  snapshots: true,
  spot: true,
  gpu: true,
  multiRegion: true,
  persistentVolumes: true,
  hibernation: true,
  idempotentSpawn: true,
  customNetworking: true,
} as const satisfies Capabilities;

export interface Settings extends TokenSettings {
  readonly url: string;
  /** Where the catalogue of prices is. */
  readonly billingUrl: string;
  readonly project: string;
  /** Where a machine is made that names no region. */
  readonly region: string;
  /** Whose run this is, for everything to carry; absent outside a run. */
  readonly owner: string | undefined;
}

const urlDefault = 'https://compute.googleapis.com';
const billingUrlDefault = 'https://cloudbilling.googleapis.com';
const regionDefault = 'us-central1';

/** By the variables that Google's own tools read. Throws INVALID_SPEC for what is not set. Never shows the token. */
export function readSettings(env: ProviderContext['env']): Settings {
  const project = env.GOOGLE_CLOUD_PROJECT;
  if (!project) throw refuse('GOOGLE_CLOUD_PROJECT must be set, to the id of the project');
  if (!/^[a-z][a-z0-9:.-]+$/.test(project)) throw refuse('GOOGLE_CLOUD_PROJECT is no id of a project');
  return {
    url: (env.GCP_URL || urlDefault).replace(/\/+$/, ''),
    billingUrl: (env.GCP_BILLING_URL || billingUrlDefault).replace(/\/+$/, ''),
    project,
    region: env.GOOGLE_CLOUD_REGION || regionDefault,
    ...readTokenSettings(env, refuse),
    owner: env.GCP_RUN,
  };
}
