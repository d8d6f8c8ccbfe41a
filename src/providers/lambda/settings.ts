import { type Capabilities, noCapabilities } from '../../provider/capability.ts';
import type { ProviderContext } from '../../provider/context.ts';
import { type Refuse, refuseAs } from '../../provider/refuse.ts';

/** Name under which Lambda reports its errors. */
export const providerName = 'lambda';

export const refuse: Refuse = refuseAs(providerName);

/** No snapshots, no stop, no token for a repeated launch, no network but the firewall: the API has none of them. */
export const capabilities = {
  ...noCapabilities,
  gpu: true,
  multiRegion: true,
  persistentVolumes: true,
} as const satisfies Capabilities;

export interface Settings {
  readonly url: string;
  readonly apiKey: string;
  readonly sshKey: string;
  /** Whose run this is, for every instance to carry; absent outside a run. */
  readonly owner: string | undefined;
}

const urlDefault = 'https://cloud.lambda.ai';

/** Throws INVALID_SPEC for what is not set. Never shows the key. */
export function readSettings(env: ProviderContext['env']): Settings {
  const required = (name: string): string => {
    const value = env[name];
    if (!value) throw refuse(`${name} must be set`);
    return value;
  };
  return {
    url: (env.LAMBDA_URL || urlDefault).replace(/\/+$/, ''),
    apiKey: required('LAMBDA_API_KEY'),
    sshKey: required('LAMBDA_SSH_KEY'),
    owner: env.LAMBDA_RUN,
  };
}
