import { type Capabilities, noCapabilities } from '../../provider/capability.ts';
import type { ProviderContext } from '../../provider/context.ts';
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

export interface Settings {
  readonly url: string;
  /** Where the catalogue of prices is. */
  readonly billingUrl: string;
  readonly project: string;
  /** Where a machine is made that names no region. */
  readonly region: string;
  /** A token that somebody else keeps fresh; absent where the metadata server gives them. */
  readonly accessToken: string | undefined;
  readonly metadataUrl: string;
  /** The file that Google's own libraries would take a token by, which this one does not read. */
  readonly keyFile: string | undefined;
  /** Whose run this is, for everything to carry; absent outside a run. */
  readonly owner: string | undefined;
}

const urlDefault = 'https://compute.googleapis.com';
const billingUrlDefault = 'https://cloudbilling.googleapis.com';
const regionDefault = 'us-central1';
const metadataHostDefault = 'metadata.google.internal';

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
    accessToken: readAccessToken(env.GOOGLE_OAUTH_ACCESS_TOKEN),
    metadataUrl: withScheme(env.GCE_METADATA_HOST || metadataHostDefault),
    keyFile: env.GOOGLE_APPLICATION_CREDENTIALS || undefined,
    owner: env.GCP_RUN,
  };
}

/** What cannot stand in a header never reaches the service, and would be shown by whoever refuses the header. */
function readAccessToken(given: string | undefined): string | undefined {
  const token = given?.trim() || undefined;
  if (token === undefined || /^[\x21-\x7e]+$/.test(token)) return token;
  throw refuse(
    'GOOGLE_OAUTH_ACCESS_TOKEN is no token: it must be what gcloud auth print-access-token says, and no more',
  );
}

/** Google's own libraries take it with and without. */
function withScheme(host: string): string {
  return /^https?:\/\//.test(host) ? host.replace(/\/+$/, '') : `http://${host}`;
}
