import type { Clock, Random } from '../../provider/context.ts';
import { nativeErrorKinds } from '../../testbed/fault.ts';
import type { Ledger } from '../../testbed/ledger.ts';
import { createRandom } from '../../testbed/seeded-random.ts';
import type { SpotMarket } from '../../testbed/spot-market.ts';
import type { NativeRequest, NativeService } from '../../testbed/wire/native-service.ts';
import { type Answer, problem, written } from './answer.ts';
import { classify } from './classify.ts';
import { defects } from './defects.ts';
import { answerGraphql } from './graphql.ts';
import { createLedger } from './ledger.ts';
import { createMinuteWindow } from './minute-window.ts';
import { createMisfortunes, type Misfortunes } from './misfortunes.ts';
import { firewallPage, nativeErrorAnswer } from './native-errors.ts';
import { route } from './route.ts';
import { mustHaveShape } from './shapes.ts';
import { resolveOptions, type SimulatedRunpodOptions } from './simulated-runpod-options.ts';
import { createSpotMarket } from './spot-market.ts';
import { createStore } from './store.ts';

/** An account at RunPod that exists in memory only, and its ground truth. */
export interface SimulatedRunpod extends NativeService {
  readonly options: SimulatedRunpodOptions;
  readonly ledger: Ledger;
  readonly spotMarket: SpotMarket;
  readonly misfortunes: Misfortunes;
}

export interface SimulatedRunpodNeeds {
  readonly clock: Clock;
  readonly random: Random;
  /** The API key that it asks for. */
  readonly key: string;
}

/** Opens an account. What the options leave out is drawn, so that accounts differ by seed. */
export function createSimulatedRunpod(
  { clock, random, key }: SimulatedRunpodNeeds,
  given: Partial<SimulatedRunpodOptions>,
): SimulatedRunpod {
  const options = resolveOptions(given, random);
  const store = createStore(clock, random, options);
  const count = createMinuteWindow(clock, options.requestsPerMinute);
  // Of its own: a fault that is injected does not change what the service does next.
  const forms = createRandom(Math.floor(random.next() * 2 ** 32));
  const authorization = `Bearer ${key}`;

  const answerTo = (request: NativeRequest): Answer => {
    if (!request.headers['user-agent']) return firewallPage;
    if (request.headers.authorization !== authorization) return problem(401, 'invalid api key');
    const body = parseBody(request);
    if (body === null) return problem(400, 'the body is no JSON object');
    if (request.path === '/graphql') return answerGraphql(store, body);
    return route(store, { method: request.method, path: request.path, query: request.query, body });
  };

  return {
    options,
    ledger: createLedger(store),
    spotMarket: createSpotMarket(store),
    misfortunes: createMisfortunes(store),
    classify,
    nativeErrors: nativeErrorKinds,
    defects,
    nativeError: (kind, request, retryAfterMs) => written(nativeErrorAnswer(kind, request, forms, retryAfterMs)),
    handle: async (request) => {
      if (options.latencyMaxMs > 0) await clock.sleep(Math.floor(random.next() * (options.latencyMaxMs + 1)));
      const quota = count();
      const answer = quota.isExceeded ? tooMany(quota.resetsIn) : answerTo(request);
      if (options.checksShapes) mustHaveShape(request, answer);
      return written(options.tellsRateLimit ? { ...answer, headers: { ...quota.headers, ...answer.headers } } : answer);
    },
  };
}

function tooMany(resetsIn: number): Answer {
  const answer = problem(429, 'rate limit exceeded for the minute window');
  return { ...answer, headers: { 'retry-after': String(resetsIn) } };
}

function parseBody({ body }: NativeRequest): Readonly<Record<string, unknown>> | null {
  if (!body) return {};
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
