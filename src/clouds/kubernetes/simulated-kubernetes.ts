import type { Clock, Random } from '../../provider/context.ts';
import type { NativeErrorKind } from '../../testbed/fault.ts';
import type { Ledger } from '../../testbed/ledger.ts';
import type { SpotMarket } from '../../testbed/spot-market.ts';
import type { NativeRequest, NativeService } from '../../testbed/wire/native-service.ts';
import { parseBody } from '../../testbed/wire/parse-body.ts';
import { type Answer, refusal, written } from './answer.ts';
import { classify, partsOf } from './classify.ts';
import { defects } from './defects.ts';
import { type KubernetesOptions, resolveOptions } from './kubernetes-options.ts';
import { createLedger } from './ledger.ts';
import { createNativeErrors, nativeErrors } from './native-errors.ts';
import { addNeighbours } from './neighbours.ts';
import { listNodePools } from './node-pools.ts';
import { listNodes } from './nodes.ts';
import { createPod } from './pods.ts';
import { route } from './route.ts';
import { createSpotMarket } from './spot-market.ts';
import { createStore } from './store.ts';

/** A Kubernetes cluster that exists in memory only, behind its API server, and its ground truth. */
export interface SimulatedKubernetes extends NativeService {
  readonly options: KubernetesOptions;
  readonly ledger: Ledger;
  readonly spotMarket: SpotMarket;
}

export interface SimulatedKubernetesNeeds {
  readonly clock: Clock;
  readonly random: Random;
  readonly namespace: string;
  /** The bearer token that it asks for. */
  readonly token: string;
}

const formsMax = 60;
const nodePoolsPath = '/apis/compute.coreweave.com/v1alpha1/nodepools';

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
    if (request.path === nodePoolsPath && request.method === 'GET') return listNodePools(store);
    const path = partsOf(request.path);
    if (path === null) return { status: 404, body: '404 page not found\n' };
    return route(store, { ...path, method: request.method, query: new URLSearchParams(request.query), body });
  }

  return {
    options,
    ledger: createLedger(store),
    spotMarket: createSpotMarket(store),
    classify,
    nativeErrors,
    defects,
    nativeError: (kind, request, retryAfterMs) => {
      const finds = classify(request).operation === 'spawn' ? silently(kind, request) : null;
      const body = finds && parseBody(request);
      return written(body ? createPod(store, body, finds) : nativeError(kind, request, retryAfterMs));
    },
    handle: async (request) => {
      if (options.latencyMaxMs > 0) await clock.sleep(Math.floor(random.next() * (options.latencyMaxMs + 1)));
      return written(await answer(request));
    },
  };
}

/** What a pod finds that is taken all the same: no cluster refuses what it has no room for, nor what its pools may not order. */
function silently(kind: NativeErrorKind, { body }: NativeRequest): 'no-room' | 'no-quota' | null {
  if (kind === 'capacity') return 'no-room';
  return kind === 'quota' && body.includes('"nvidia.com/gpu"') ? 'no-quota' : null;
}
