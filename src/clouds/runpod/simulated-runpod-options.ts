import type { Random } from '../../provider/context.ts';
import { between, oneIn } from '../../testbed/draw.ts';

/** How a simulated RunPod behaves. Times are milliseconds of the world's clock; the switches are quirks of the real service. */
export interface SimulatedRunpodOptions {
  /** How long a pod is `PROVISIONING`, and how long until it is `RUNNING`. */
  readonly provisioningMs: number;
  readonly bootMs: number;
  /** From the accepted delete, which hides the pod at once, until nothing of it is left. */
  readonly deleteMs: number;
  /** Lists show the state of that long ago. */
  readonly listLagMs: number;
  /** For so long after its create a pod is answered with 404 when asked for by its id. */
  readonly getGapMs: number;
  /** Between the notice of a pre-emption and the end. */
  readonly noticeMs: number;
  readonly latencyMaxMs: number;
  /** Where pods can be. The first few have more kinds of GPU than the rest. */
  readonly dataCenters: readonly string[];
  /** What is on the registry. */
  readonly images: readonly string[];
  /** What the account has, and what it may spend in an hour. A create needs credit for an hour. */
  readonly balanceUsd: number;
  readonly spendLimitUsdPerHour: number;
  /** Requests in a minute before one is answered 429. */
  readonly requestsPerMinute: number;
  /** One create in so many answers 500, and makes the pod all the same. Infinity: none. */
  readonly failsAfterCreateOneIn: number;
  /** One start in so many finds its host full. */
  readonly hostFullOneIn: number;
  /** A field that no schema has is refused with 422 and its name. */
  readonly refusesUnknownFields: boolean;
  /** `dataCenterIds` is called a preference and is none: where it cannot be met there is no capacity. */
  readonly enforcesDataCenters: boolean;
  /** `RateLimit` headers also on successes. */
  readonly tellsRateLimit: boolean;
  /** An action that the state does not allow is refused with 409. */
  readonly refusesWrongState: boolean;
  /** `env` of a pod is told in every read, secrets and all. */
  readonly echoesEnv: boolean;
  /** A pod that is deleted is no longer listed; else it shows as `TERMINATED` for a minute. */
  readonly hidesTerminated: boolean;
  /** A network volume that a pod has mounted is not deleted: 400. */
  readonly keepsMountedVolumes: boolean;
  /**
   * GraphQL takes an image that is on no registry: the pod is made, and exits. The real service does it, and no adapter
   * can know before; off, so that a spot request can be refused as a spawn is.
   */
  readonly rentsWithAnyImage: boolean;
  /** Holds every answer against the published shapes, and throws where one differs. For tests: it costs more than all the rest. */
  readonly checksShapes: boolean;
}

const defaults = {
  noticeMs: 5_000,
  dataCenters: ['EU-RO-1', 'US-KS-2', 'US-TX-3'],
  images: ['runpod/base:1.0.2-ubuntu2204', 'runpod/pytorch:2.8.0-py3.11-cuda12.8.1', 'python:3.13-slim'],
  balanceUsd: 250,
  spendLimitUsdPerHour: 80,
  requestsPerMinute: 3_000,
  failsAfterCreateOneIn: 16,
  hostFullOneIn: 4,
  refusesUnknownFields: true,
  enforcesDataCenters: true,
  tellsRateLimit: true,
  refusesWrongState: true,
  echoesEnv: true,
  hidesTerminated: true,
  keepsMountedVolumes: true,
  rentsWithAnyImage: false,
  checksShapes: false,
} as const;

/** Longest time for which a service that nobody configured hides a new pod from a look by its id. */
const getGapMaxMs = 20_000;
const listLagMaxMs = 3_000;

/** Complete options: what the caller fixed, and for the rest the manners of one particular account and day. */
export function resolveOptions(given: Partial<SimulatedRunpodOptions>, random: Random): SimulatedRunpodOptions {
  const bootMs = between(random, 2_000, 40_000);
  return {
    ...defaults,
    bootMs,
    provisioningMs: Math.floor(bootMs / 3),
    deleteMs: between(random, 100, 5_000),
    listLagMs: oneIn(random, 2) ? between(random, 1, listLagMaxMs) : 0,
    getGapMs: oneIn(random, 2) ? between(random, 1, getGapMaxMs) : 0,
    latencyMaxMs: oneIn(random, 8) ? 200 : 0,
    ...given,
  };
}
