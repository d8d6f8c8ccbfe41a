import type { ProviderContext } from '../../provider/context.ts';
import { readAccess } from '../../provider/kubernetes/access.ts';
import { type Refuse, refuseAs } from '../../provider/refuse.ts';
import {
  type OnDemandCapabilities,
  onDemandCapabilities,
  type SpotCapabilities,
  spotCapabilities,
} from './capabilities.ts';
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
  const { server, token, namespace } = readAccess(env);
  return {
    ...readOffer(env),
    url: server,
    token,
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

function readScheduleMs(setting: string | undefined): number {
  if (setting === undefined || setting === '') return scheduleDefaultMs;
  const ms = Number(setting);
  if (Number.isInteger(ms) && ms > 0) return ms;
  throw refuse(`COREWEAVE_SCHEDULE_TIMEOUT_MS must be a whole number of at least 1, got ${JSON.stringify(setting)}`);
}
