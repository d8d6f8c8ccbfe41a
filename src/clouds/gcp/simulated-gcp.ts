import type { Clock, Random } from '../../provider/context.ts';
import { drainedZones } from '../../testbed/drained-zones.ts';
import { nativeErrorKinds } from '../../testbed/fault.ts';
import type { Ledger } from '../../testbed/ledger.ts';
import type { MachineDisk } from '../../testbed/machine-disk.ts';
import type { SpotMarket } from '../../testbed/spot-market.ts';
import { createStoredDisk } from '../../testbed/stored-disk.ts';
import type { NativeRequest, NativeService } from '../../testbed/wire/native-service.ts';
import { parseBody } from '../../testbed/wire/parse-body.ts';
import type { Zones } from '../../testbed/zones.ts';
import { type Answer, refusal, written } from './answer.ts';
import { billingHost, listSkus } from './billing.ts';
import { classify, partsOf } from './classify.ts';
import { createDefects } from './defects.ts';
import { type GcpOptions, resolveOptions } from './gcp-options.ts';
import { statusAt } from './instance.ts';
import { createLedger } from './ledger.ts';
import { createNativeErrors } from './native-errors.ts';
import { route } from './route.ts';
import { createSpotMarket } from './spot-market.ts';
import { createStore, type Store } from './store.ts';
import { createTokens, type Tokens } from './tokens.ts';

/** A Compute Engine that exists in memory only, and its ground truth. */
export interface SimulatedGcp extends NativeService {
  readonly options: GcpOptions;
  readonly ledger: Ledger;
  readonly disk: MachineDisk;
  readonly spotMarket: SpotMarket;
  readonly zones: Zones;
  /** Beside the wire: a machine has its metadata server next to it. */
  readonly tokens: Tokens;
}

export interface SimulatedGcpNeeds {
  readonly clock: Clock;
  readonly random: Random;
  readonly project: string;
  /** What every token begins with. */
  readonly secret: string;
}

const formsMax = 64;

/** Opens a project. What the options leave out is drawn, so that projects differ by seed. */
export function createSimulatedGcp(needs: SimulatedGcpNeeds, given: Partial<GcpOptions> = {}): SimulatedGcp {
  const { clock, random } = needs;
  const options = resolveOptions(given, random);
  const store = createStore(needs, options);
  const tokens = createTokens(clock, needs.secret, options.tokenMs);
  const nativeError = createNativeErrors(Math.floor(random.next() * formsMax));

  function answer(request: NativeRequest): Answer {
    const parts = partsOf(request.path);
    if (!tokens.isGood(request.headers.authorization)) {
      return refusal(401, 'authError', 'Invalid Credentials', 'UNAUTHENTICATED');
    }
    const body = parseBody(request);
    if (body === null) return refusal(400, 'parseError', 'Parse Error');
    if (request.host === billingHost) return listSkus(options, request.path, new URLSearchParams(request.query));
    if (parts === null) return refusal(404, 'notFound', 'Not Found');
    return route(store, { method: request.method, parts, query: new URLSearchParams(request.query), body });
  }

  return {
    options,
    tokens,
    ledger: createLedger(store),
    disk: createDisk(store),
    spotMarket: createSpotMarket(store),
    zones: drainedZones(store.drained),
    classify,
    nativeErrors: nativeErrorKinds,
    defects: createDefects(store),
    nativeError: (kind, request, retryAfterMs) => written(nativeError(kind, classify(request).operation, retryAfterMs)),
    handle: async (request) => written(answer(request)),
  };
}

/** By the provider's ids: the zone before the number. */
function createDisk(store: Store): MachineDisk {
  const disk = createStoredDisk(store.diskTexts, (id) => {
    const record = store.instances.get(id);
    const status = record && statusAt(record, store.clock.now(), store.options);
    if (status !== 'RUNNING') throw new Error(`the instance ${id} does not run`);
  });
  const numberIn = (id: string) => id.split('.').at(-1) ?? '';
  return { write: (id, text) => disk.write(numberIn(id), text), read: (id) => disk.read(numberIn(id)) };
}
