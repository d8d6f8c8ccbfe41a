import type { Clock, Random } from '../../provider/context.ts';
import { drainedZones } from '../../testbed/drained-zones.ts';
import { nativeErrorKinds } from '../../testbed/fault.ts';
import type { Ledger } from '../../testbed/ledger.ts';
import type { MachineDisk } from '../../testbed/machine-disk.ts';
import type { SpotMarket } from '../../testbed/spot-market.ts';
import type { NativeRequest, NativeResponse, NativeService } from '../../testbed/wire/native-service.ts';
import type { Zones } from '../../testbed/zones.ts';
import { type Refusal, refusal } from './answer.ts';
import { classify } from './classify.ts';
import { costExplorerHost, getCostAndUsage } from './cost-explorer.ts';
import { createDefects } from './defects.ts';
import { createMachineDisk } from './disk.ts';
import { createLedger } from './ledger.ts';
import { publishImages } from './published-images.ts';
import { readQuery } from './query.ts';
import { regionOfHost } from './region-of-host.ts';
import { route } from './route.ts';
import { timeProblem } from './signature-time.ts';
import { resolveOptions, type SimulatedEc2Options } from './simulated-ec2-options.ts';
import { createSpotMarket } from './spot.ts';
import { createStore, type Store } from './store.ts';
import { createTokenBuckets } from './token-buckets.ts';
import { createNativeErrors, dated, jsonHeaders, refused, refusedJson, succeeded } from './written.ts';

/** An EC2 of all regions that exists in memory only, and its ground truth. */
export interface SimulatedEc2 extends NativeService {
  readonly options: SimulatedEc2Options;
  readonly store: Store;
  readonly ledger: Ledger;
  readonly disk: MachineDisk;
  readonly spotMarket: SpotMarket;
  readonly zones: Zones;
}

export interface SimulatedEc2Needs {
  readonly clock: Clock;
  readonly random: Random;
  /** Of the only account that it knows. */
  readonly accessKeyId: string;
}

/** Opens a world of regions. What the options leave out is drawn, so that worlds differ by seed. */
export function createSimulatedEc2(needs: SimulatedEc2Needs, given: Partial<SimulatedEc2Options>): SimulatedEc2 {
  const { clock, random } = needs;
  const options = resolveOptions(given, random);
  const store = createStore(clock, random, options);
  publishImages(store);
  const isTooMany = createTokenBuckets(clock, options);
  const requestId = () => random.hex(32);
  const nowMs = () => clock.now() + options.clockOffMs;

  async function answer(request: NativeRequest): Promise<NativeResponse> {
    if (request.host === costExplorerHost) return costs(store, request, isSignedBy(request, needs.accessKeyId));
    const region = regionOfHost(request.host);
    if (region === undefined || !isRegion(options, region)) throw noSuchHost(request.host);
    const query = readQuery(request.body);
    const problem =
      frontProblem(options, region) ??
      (isSignedBy(request, needs.accessKeyId) ? timeProblem(request, nowMs()) : badCredentials) ??
      (isTooMany(region, query.action) ? tooMany : null);
    if (problem !== null) return refused(problem, requestId());
    const answered = route(store, region, query);
    return answered.ok ? succeeded(query.action, answered, requestId()) : refused(answered, requestId());
  }

  return {
    options,
    store,
    ledger: createLedger(store),
    disk: createMachineDisk(store),
    spotMarket: createSpotMarket(store),
    zones: drainedZones(store.drained),
    classify,
    nativeErrors: nativeErrorKinds,
    defects: createDefects(store),
    nativeError: createNativeErrors(random),
    handle: async (request) => {
      const latencyMs = Math.floor(random.next() * (options.latencyMaxMs + 1));
      if (latencyMs > 0) await clock.sleep(latencyMs);
      return dated(await answer(request), nowMs());
    },
  };
}

function costs(store: Store, { body }: NativeRequest, isSigned: boolean): NativeResponse {
  if (!isSigned) return refusedJson(badCredentials);
  const answer = getCostAndUsage(store, body);
  if ('code' in answer) return refusedJson(answer);
  return { status: 200, headers: jsonHeaders, body: JSON.stringify(answer) };
}

function isRegion({ regions, disabledRegions }: SimulatedEc2Options, region: string): boolean {
  return Object.hasOwn(regions, region) || disabledRegions.includes(region);
}

/** What a region answers to whatever it is asked. */
function frontProblem({ impairedRegions, disabledRegions }: SimulatedEc2Options, region: string): Refusal | null {
  if (impairedRegions.includes(region)) return unavailable;
  return disabledRegions.includes(region) ? badCredentials : null;
}

const unavailable = refusal('Unavailable', 'The server is overloaded and cannot handle the request.', 503);
const badCredentials = refusal('AuthFailure', 'AWS was not able to validate the provided access credentials', 401);
const tooMany = refusal('RequestLimitExceeded', 'Request limit exceeded.', 503);

/** Signatures are taken on trust: who signs is what counts here. */
function isSignedBy({ headers }: NativeRequest, accessKeyId: string): boolean {
  return headers.authorization?.includes(`Credential=${accessKeyId}/`) ?? false;
}

function noSuchHost(host: string): Error {
  return Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: 'ENOTFOUND', syscall: 'getaddrinfo' });
}
