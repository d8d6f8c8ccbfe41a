import type { Clock, Random } from '../../provider/context.ts';
import type { Ledger } from '../../testbed/ledger.ts';
import type { NativeRequest, NativeService } from '../../testbed/wire/native-service.ts';
import { parseBody } from '../../testbed/wire/parse-body.ts';
import { type Answer, refusal, written } from './answer.ts';
import { classify, partsOf } from './classify.ts';
import { defects } from './defects.ts';
import { type KubernetesOptions, resolveOptions } from './kubernetes-options.ts';
import { createLedger } from './ledger.ts';
import { createNativeErrors, nativeErrors } from './native-errors.ts';
import { addNeighbours } from './neighbours.ts';
import { listNodes } from './nodes.ts';
import { createPod } from './pods.ts';
import { route } from './route.ts';
import { createStore } from './store.ts';

/** A Kubernetes cluster that exists in memory only, behind its API server, and its ground truth. */
export interface SimulatedKubernetes extends NativeService {
  readonly options: KubernetesOptions;
  readonly ledger: Ledger;
}

export interface SimulatedKubernetesNeeds {
  readonly clock: Clock;
  readonly random: Random;
  readonly namespace: string;
  /** The bearer token that it asks for. */
  readonly token: string;
}

const formsMax = 60;

/** Opens a cluster. What the options leave out is drawn, so that clusters differ by seed. */
export function createSimulatedKubernetes(
  needs: SimulatedKubernetesNeeds,
  given: Partial<KubernetesOptions> = {},
): SimulatedKubernetes {
  const { clock, random, token } = needs;
  const options = resolveOptions(given, random);
  const store = createStore(needs, options);
  if (options.hasNeighbours) addNeighbours(store);
  const nativeError = createNativeErrors(Math.floor(random.next() * formsMax));

  async function answer(request: NativeRequest): Promise<Answer> {
    if (request.headers.authorization !== `Bearer ${token}`) return refusal(401, 'Unauthorized', 'Unauthorized');
    const body = parseBody(request);
    if (body === null) return refusal(400, 'BadRequest', 'the object provided is unrecognized (must be of type Pod)');
    if (request.path === '/api/v1/nodes' && request.method === 'GET') return listNodes(options, store);
    const path = partsOf(request.path);
    if (path === null) return { status: 404, body: '404 page not found\n' };
    return route(store, { ...path, method: request.method, query: new URLSearchParams(request.query), body });
  }

  return {
    options,
    ledger: createLedger(store),
    classify,
    nativeErrors,
    defects,
    nativeError: (kind, request, retryAfterMs) => {
      const body = kind === 'capacity' && classify(request).operation === 'spawn' ? parseBody(request) : null;
      return written(body ? createPod(store, body, 'no-room') : nativeError(kind, request, retryAfterMs));
    },
    handle: async (request) => {
      if (options.latencyMaxMs > 0) await clock.sleep(Math.floor(random.next() * (options.latencyMaxMs + 1)));
      return written(await answer(request));
    },
  };
}
