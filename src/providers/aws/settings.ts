import { checkWhole } from '../../provider/check-whole.ts';
import type { ProviderContext } from '../../provider/context.ts';
import { refuse } from './provider-name.ts';

/** What the environment says of the account, in the names that every AWS tool reads. */
export interface AwsSettings {
  readonly region: string;
  /** The only endpoint, where all regions are behind one, as they are with an emulator. */
  readonly endpoint?: string;
  /** Absent where the SDK's own chain is to find them. */
  readonly credentials?: AwsCredentials;
  readonly warmPool?: WarmPoolSettings;
  /** How long a claim on a warm volume stands that no spawn followed. */
  readonly warmClaimMs: number;
}

/** A pool of warm volumes in every region in which somebody claims one. */
export interface WarmPoolSettings {
  readonly size: number;
  readonly sizeGiB: number;
}

export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export function readSettings({ env }: ProviderContext): AwsSettings {
  const region = env.AWS_REGION ?? env.AWS_DEFAULT_REGION;
  if (!region) throw refuse('AWS_REGION must say which region is meant when a request names none');
  const endpoint = env.AWS_ENDPOINT_URL_EC2 ?? env.AWS_ENDPOINT_URL;
  const credentials = readCredentials(env);
  const warmPool = readWarmPool(env);
  const warmClaimMs = 60_000 * whole(env.AWS_WARM_CLAIM_MINUTES ?? '60', 'AWS_WARM_CLAIM_MINUTES', minutesMax);
  return {
    region,
    warmClaimMs,
    ...(endpoint && { endpoint }),
    ...(credentials && { credentials }),
    ...(warmPool && { warmPool }),
  };
}

const warmGiBDefault = 8;
const minutesMax = 527_040;

function readWarmPool({ AWS_WARM_POOL_SIZE, AWS_WARM_POOL_GIB }: ProviderContext['env']): WarmPoolSettings | undefined {
  if (!AWS_WARM_POOL_SIZE) return undefined;
  return {
    size: whole(AWS_WARM_POOL_SIZE, 'AWS_WARM_POOL_SIZE', 64),
    sizeGiB: whole(AWS_WARM_POOL_GIB ?? String(warmGiBDefault), 'AWS_WARM_POOL_GIB', 16_384),
  };
}

function whole(text: string, name: string, max: number): number {
  return checkWhole(text === '' ? Number.NaN : Number(text), name, { min: 1, max }, refuse);
}

function readCredentials(env: ProviderContext['env']): AwsCredentials | undefined {
  const {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  } = env;
  if (!accessKeyId || !secretAccessKey) return undefined;
  return { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) };
}
