import type { ProviderContext } from '../../provider/context.ts';
import { type Refuse, refuseAs } from '../../provider/refuse.ts';
import {
  type OnDemandCapabilities,
  onDemandCapabilities,
  type SpotCapabilities,
  spotCapabilities,
} from './capabilities.ts';
import { readKubeconfig } from './kubeconfig.ts';
import { readSpot, type SpotSettings } from './spot-settings.ts';

/** Name under which CoreWeave reports its errors. */
export const providerName = 'coreweave';

export const refuse: Refuse = refuseAs(providerName);

/** Spot is a matter of the settings alone: it is declared exactly where there are those of spot. */
export type Settings = CommonSettings &
  (
    | { readonly capabilities: OnDemandCapabilities; readonly spot: undefined }
    | { readonly capabilities: SpotCapabilities; readonly spot: SpotSettings }
  );

interface CommonSettings {
  /** Where the API server of the cluster is. */
  readonly url: string;
  readonly token: string;
  readonly namespace: string;
  /** The zone of the cluster, where it is told. */
  readonly region: string | undefined;
  /** What a pod runs in that names no image. */
  readonly image: string;
  /** Class of the volumes: one that several pods may mount. */
  readonly storageClass: string;
  /** How long a pod may wait for a node. */
  readonly scheduleMs: number;
  /** Whose run this is, for everything to carry; absent outside a run. */
  readonly owner: string | undefined;
}

const imageDefault = 'ubuntu:24.04';
const storageClassDefault = 'shared-vast';
const scheduleDefaultMs = 60_000;

/** Throws INVALID_SPEC for what is not set, or cannot be meant. Never shows the token. */
export function readSettings(env: ProviderContext['env']): Settings {
  const access = readAccess(env);
  const { namespace = access.namespace ?? 'default' } = { namespace: env.COREWEAVE_NAMESPACE || undefined };
  // It becomes a part of every path.
  if (!/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(namespace)) {
    throw refuse(`COREWEAVE_NAMESPACE must be the name of a namespace, got ${JSON.stringify(namespace)}`);
  }
  return {
    ...readOffer(env),
    url: access.server.replace(/\/+$/, ''),
    token: checkToken(access.token),
    namespace,
    region: env.COREWEAVE_REGION || undefined,
    image: env.COREWEAVE_IMAGE || imageDefault,
    storageClass: env.COREWEAVE_STORAGE_CLASS || storageClassDefault,
    scheduleMs: readScheduleMs(env.COREWEAVE_SCHEDULE_TIMEOUT_MS),
    owner: env.COREWEAVE_RUN || undefined,
  };
}

function readOffer(env: ProviderContext['env']) {
  const spot = readSpot(env, refuse);
  return spot === undefined ? { capabilities: onDemandCapabilities, spot } : { capabilities: spotCapabilities, spot };
}

interface Access {
  readonly server: string;
  readonly token: string;
  readonly namespace?: string | undefined;
}

function readAccess(env: ProviderContext['env']): Access {
  const { COREWEAVE_SERVER: server, COREWEAVE_TOKEN: token, KUBECONFIG: path } = env;
  if (server && token) return { server: checkServer(server, 'COREWEAVE_SERVER'), token };
  if (server || token) throw refuse('COREWEAVE_SERVER and COREWEAVE_TOKEN go together: set both, or KUBECONFIG alone');
  if (path) return checkedAccess(path);
  throw refuse('KUBECONFIG must be set, to a kubeconfig of the cluster, or COREWEAVE_SERVER and COREWEAVE_TOKEN');
}

function checkedAccess(path: string): Access {
  const access = readKubeconfig(path);
  return { ...access, server: checkServer(access.server, `the cluster in ${path}`) };
}

function checkServer(server: string, where: string): string {
  if (/^https?:\/\/[^\s/]+/.test(server)) return server;
  throw refuse(`${where} must be the address of an API server, such as https://host, got ${JSON.stringify(server)}`);
}

/** It would be refused as a header, in words that say nothing of the token. */
function checkToken(token: string): string {
  if (/^[\x21-\x7e]+$/.test(token)) return token;
  throw refuse('the token of the cluster holds a character that no token has, such as a newline');
}

function readScheduleMs(setting: string | undefined): number {
  if (setting === undefined || setting === '') return scheduleDefaultMs;
  const ms = Number(setting);
  if (Number.isInteger(ms) && ms > 0) return ms;
  throw refuse(`COREWEAVE_SCHEDULE_TIMEOUT_MS must be a whole number of at least 1, got ${JSON.stringify(setting)}`);
}
