import type { ProviderContext } from '../../provider/context.ts';
import { refuse } from './provider-name.ts';

/** What the environment says of the account, in the names that every AWS tool reads. */
export interface AwsSettings {
  readonly region: string;
  /** The only ones to look in; absent where those are meant that the account may use. */
  readonly regions?: readonly string[];
  /** The only endpoint, where all regions are behind one, as they are with an emulator. */
  readonly endpoint?: string;
  /** Whose run this is, for everything that is made to carry; absent outside a run. */
  readonly owner?: string;
  /** Absent where the SDK's own chain is to find them. */
  readonly credentials?: AwsCredentials;
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
  const owner = env.AWS_RUN;
  const credentials = readCredentials(env);
  const regions = readRegions(env, region);
  return {
    region,
    ...(regions && { regions }),
    ...(endpoint && { endpoint }),
    ...(owner && { owner }),
    ...(credentials && { credentials }),
  };
}

function readRegions({ AWS_REGIONS: text }: ProviderContext['env'], home: string): readonly string[] | undefined {
  if (!text) return undefined;
  const names = text.split(',').map((name) => name.trim());
  if (names.includes(home)) return names;
  throw refuse(`AWS_REGIONS must name the regions to look in, with commas between, and AWS_REGION ${home} among them`);
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
