import type { ProviderContext } from '../../provider/context.ts';
import { type Refuse, refuseAs } from '../../provider/refuse.ts';
import {
  gpuCapabilities,
  gpuSpotCapabilities,
  type OnDemandCapabilities,
  plainCapabilities,
  type SpotCapabilities,
  spotCapabilities,
} from './capabilities.ts';

/** Name under which SLURM reports its errors. */
export const providerName = 'slurm';

export const refuse: Refuse = refuseAs(providerName);

/** Spot is a matter of the settings alone: it is declared exactly where there are those of spot. */
export type Settings = CommonSettings &
  (
    | { readonly capabilities: OnDemandCapabilities; readonly spot: undefined }
    | { readonly capabilities: SpotCapabilities; readonly spot: SpotSettings }
  );

interface CommonSettings {
  /** Absent: the default one of the cluster. */
  readonly partition: string | undefined;
  /** What every job is submitted with, wherever it goes, by the long options of sbatch. */
  readonly options: Partial<Record<'account' | 'qos' | 'time', string>>;
  /** Where slurmrestd is; absent where the commands are used. */
  readonly rest: RestSettings | undefined;
  /** How long one command may take. */
  readonly timeoutMs: number;
  /** Where SLURM's configuration is, for commands that do not find it by themselves. */
  readonly conf: string | undefined;
  /** Where the commands are run; absent where they are run here. */
  readonly ssh: SshSettings | undefined;
  /** Whose run this is, for every job to carry; absent outside a run. */
  readonly owner: string | undefined;
}

/** The partition whose jobs make place for those of others, and what its operator charges. */
export interface SpotSettings {
  readonly partition: string;
  readonly usdPerCpuHour: number;
}

/** A host whose commands are SLURM's. */
export interface SshSettings {
  /** `host` or `user@host`, or a name of ssh's own configuration. */
  readonly host: string;
  /** The socket of the agent that holds the keys. */
  readonly agent: string | undefined;
}

/** How slurmrestd is spoken to. Over a socket of this machine nobody needs a token. */
export interface RestSettings {
  readonly url: string;
  readonly user: string | undefined;
  readonly token: string | undefined;
}

/** Throws INVALID_SPEC for a setting that cannot be meant. */
export function readSettings(env: ProviderContext['env']): Settings {
  const option = (flag: string, name: string) => {
    const value = env[name];
    return value ? { [flag]: checkWord(name, value) } : {};
  };
  return {
    ...readOffer(env),
    partition: env.SLURM_PARTITION ? checkWord('SLURM_PARTITION', env.SLURM_PARTITION) : undefined,
    options: {
      ...option('account', 'SLURM_ACCOUNT'),
      ...option('qos', 'SLURM_QOS'),
      ...option('time', 'SLURM_TIME_LIMIT'),
    },
    rest: readRest(env),
    timeoutMs: readTimeout(env.SLURM_COMMAND_TIMEOUT_MS),
    conf: env.SLURM_CONF || undefined,
    ssh: readSsh(env),
    owner: env.SLURM_RUN,
  };
}

function readOffer(env: ProviderContext['env']) {
  const gpus = hasGpus(env.SLURM_GPUS);
  const spot = readSpot(env);
  return spot === undefined
    ? { capabilities: gpus ? gpuCapabilities : plainCapabilities, spot }
    : { capabilities: gpus ? gpuSpotCapabilities : spotCapabilities, spot };
}

/** A bid can be kept only where a price is known, and a job that nobody wanted on spot must have another place to go. */
function readSpot(env: ProviderContext['env']): SpotSettings | undefined {
  const { SLURM_SPOT_PARTITION: partition, SLURM_SPOT_USD_PER_CPU_HOUR: price, SLURM_PARTITION: other } = env;
  if (!partition) return undefined;
  if (!other || other === checkWord('SLURM_SPOT_PARTITION', partition)) {
    throw refuse(
      'SLURM_PARTITION must name another partition than SLURM_SPOT_PARTITION: jobs that are not spot go there',
    );
  }
  const usdPerCpuHour = Number(price);
  if (price && Number.isFinite(usdPerCpuHour) && usdPerCpuHour > 0) return { partition, usdPerCpuHour };
  throw refuse(
    `SLURM_SPOT_USD_PER_CPU_HOUR must be what a CPU costs per hour in SLURM_SPOT_PARTITION, above 0: a bid can be kept only where a price is known, got ${JSON.stringify(price ?? '')}`,
  );
}

/** What begins with a dash would be an option of ssh. */
function readSsh(env: ProviderContext['env']): SshSettings | undefined {
  const { SLURM_SSH_HOST: host, SSH_AUTH_SOCK: agent, SLURM_REST_URL: url } = env;
  if (!host) return undefined;
  if (url) throw refuse('SLURM_SSH_HOST and SLURM_REST_URL are both set, and only one of them says where SLURM is');
  if (/^[\w[][\w.:@[\]-]*$/.test(host)) return { host, agent: agent || undefined };
  throw refuse(`SLURM_SSH_HOST must be a host or user@host, got ${JSON.stringify(host)}`);
}

/** Never shows the token. */
function readRest({ SLURM_REST_URL: url, SLURM_JWT: token, SLURM_REST_USER: user }: ProviderContext['env']) {
  if (!url) return undefined;
  const [, socket] = /^unix:(?:\/\/)?(\/.+)$/.exec(url) ?? [];
  if (socket !== undefined && !token && !user) {
    return { url: `http+unix://${encodeURIComponent(socket)}`, user: undefined, token: undefined };
  }
  if (!/^https?:\/\/[^\s/]+/.test(url)) {
    throw refuse(
      `SLURM_REST_URL must be the address of slurmrestd, or unix: and the path of its socket and then neither SLURM_JWT nor SLURM_REST_USER, got ${JSON.stringify(url)}`,
    );
  }
  if (!token || !user)
    throw refuse('SLURM_JWT and SLURM_REST_USER must be set, to a token and to whom it was made out to');
  // It would be refused as a header, in words that say nothing of the token.
  if (!/^[\x21-\x7e]+$/.test(token)) throw refuse('SLURM_JWT holds a character that no token has, such as a newline');
  return { url: url.replace(/\/+$/, ''), user: checkWord('SLURM_REST_USER', user), token };
}

function hasGpus(setting: string | undefined): boolean {
  if (setting === undefined || setting === '' || setting === 'no') return false;
  if (setting === 'yes') return true;
  throw refuse(`SLURM_GPUS must be yes or no, got ${JSON.stringify(setting)}`);
}

/** A command gives a controller that is down up nine seconds; one that is busy may take longer. */
const timeoutDefaultMs = 60_000;

function readTimeout(setting: string | undefined): number {
  if (setting === undefined || setting === '') return timeoutDefaultMs;
  const ms = Number(setting);
  if (Number.isInteger(ms) && ms > 0) return ms;
  throw refuse(`SLURM_COMMAND_TIMEOUT_MS must be a whole number of at least 1, got ${JSON.stringify(setting)}`);
}

/** A comma would name several, and a blank is never part of a name. */
function checkWord(name: string, value: string): string {
  if (/^[\w.:@+-]+$/.test(value)) return value;
  throw refuse(`${name} must be one name without blanks or commas, got ${JSON.stringify(value)}`);
}
