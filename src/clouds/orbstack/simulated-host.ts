import type { Clock, Random } from '../../provider/context.ts';
import type { Constraints } from '../../testbed/constraints.ts';
import type { Drift } from '../../testbed/drift.ts';
import { nativeErrorKinds } from '../../testbed/fault.ts';
import type { Ledger } from '../../testbed/ledger.ts';
import type { MachineDisk } from '../../testbed/machine-disk.ts';
import type { Misconduct } from '../../testbed/misconduct.ts';
import type { SpotMarket } from '../../testbed/spot-market.ts';
import { createTokenBucket } from '../../testbed/token-bucket.ts';
import type { NativeRequest, NativeResponse, NativeService } from '../../testbed/wire/native-service.ts';
import { type Answer, refusal } from './answer.ts';
import { classify } from './classify.ts';
import { createConstraints } from './constraints.ts';
import { createDefects } from './defects.ts';
import { createMachineDisk } from './disk.ts';
import { createDrift } from './drift.ts';
import { createLedger } from './ledger.ts';
import { meaningOf, nativeErrorAnswer } from './native-errors.ts';
import { route } from './route.ts';
import { resolveOptions, type SimulatedHostOptions } from './simulated-host-options.ts';
import { createSpotMarket } from './spot-market.ts';
import { createStore, type Store } from './store.ts';

/** A machine host that exists in memory only, and its ground truth. */
export interface SimulatedHost extends NativeService {
  readonly options: SimulatedHostOptions;
  readonly ledger: Ledger;
  readonly disk: MachineDisk;
  readonly spotMarket: SpotMarket;
  readonly drift: Drift;
  readonly constraints: Constraints;
  readonly misconduct: Misconduct;
}

export interface SimulatedHostNeeds {
  readonly clock: Clock;
  readonly random: Random;
  /** The bearer token that it asks for. */
  readonly token: string;
}

/**
 * Opens a host. What the options leave out is drawn, so that hosts differ by seed.
 */
export function createSimulatedHost(needs: SimulatedHostNeeds, given: Partial<SimulatedHostOptions>): SimulatedHost {
  const { clock, random } = needs;
  const options = resolveOptions(given, random);
  const store = createStore(clock, random, options);
  const isTooMany = createTokenBucket(clock, options);
  const authorization = `Bearer ${needs.token}`;
  return {
    options,
    ledger: createLedger(store),
    disk: createMachineDisk(store),
    spotMarket: createSpotMarket(store),
    drift: createDrift(store),
    constraints: createConstraints(store),
    misconduct: store.misconduct,
    classify,
    meaningOf,
    nativeErrors: nativeErrorKinds,
    defects: createDefects(store),
    nativeError: (kind, _request, retryAfterMs) => written(nativeErrorAnswer(kind, retryAfterMs)),
    handle: async (request) => {
      const latencyMs = latencyOf(options, random);
      if (latencyMs > 0) await clock.sleep(latencyMs);
      if (isTooMany()) return written(nativeErrorAnswer('rate-limit'));
      if (request.headers.authorization !== authorization) return written(nativeErrorAnswer('auth'));
      if (isForbidden(request, store)) return written(refusal(403, 'forbidden', 'this token may not do that'));
      const body = parseBody(request);
      if (body === null) return written(refusal(400, 'malformed', 'the body is no JSON object'));
      return written(route(store, { method: request.method, path: request.path, query: request.query, body }));
    },
  };
}

/** A token that is good may still not be good for everything. */
function isForbidden(request: NativeRequest, { misconduct }: Store): boolean {
  const forbidden = misconduct.inForce('forbids');
  if (forbidden?.operation !== classify(request).operation) return false;
  misconduct.commit('forbids');
  return true;
}

function latencyOf({ latencyMinMs, latencyMaxMs }: SimulatedHostOptions, random: Random): number {
  if (latencyMaxMs === 0) return 0;
  return latencyMinMs + Math.floor(random.next() * (latencyMaxMs - latencyMinMs + 1));
}

function parseBody(request: NativeRequest): Readonly<Record<string, unknown>> | null {
  if (!request.body) return {};
  try {
    const body: unknown = JSON.parse(request.body);
    return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

const jsonHeaders = { 'content-type': 'application/json' };

function written(answer: Answer): NativeResponse {
  return {
    status: answer.status,
    headers: answer.headers ? { ...jsonHeaders, ...answer.headers } : jsonHeaders,
    body: answer.body ? JSON.stringify(answer.body) : '',
  };
}
