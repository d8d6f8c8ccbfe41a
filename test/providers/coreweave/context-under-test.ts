import type { ProviderContext } from '../../../src/provider/context.ts';
import { createRandom } from '../../../src/testbed/seeded-random.ts';
import { createVirtualClock } from '../../../src/testbed/virtual-clock.ts';
import { createWorldContext } from '../../../src/testbed/world-context.ts';

export const token = 'eyJhbGciOiJSUzI1NiJ9.of-the-tests';

/** One request as the API server would get it. The path begins behind the namespace. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
  readonly atMs: number;
}

export const access = {
  COREWEAVE_SERVER: 'https://cluster.test/',
  COREWEAVE_TOKEN: token,
  COREWEAVE_NAMESPACE: 'ml',
};

/** A context that is answered by `answer`, on virtual time. */
export function contextUnderTest(
  answer: (asked: Asked) => Response | Promise<Response>,
  env: Readonly<Record<string, string>> = access,
): ProviderContext {
  const clock = createVirtualClock();
  return createWorldContext({
    clock,
    random: createRandom(1),
    signal: new AbortController().signal,
    env,
    fetch: async (input, init) => {
      const url = new URL(String(input));
      return answer({
        method: init?.method ?? 'GET',
        path: url.pathname.replace('/api/v1/namespaces/ml', ''),
        query: url.searchParams,
        body: JSON.parse(String(init?.body ?? '{}')),
        atMs: clock.monotonic(),
      });
    },
  });
}

export const podName = `assay-${'0'.repeat(32)}`;
export const uid = 'e37d24d0-b789-4421-a69f-863ab077ae39';
export const id = `${podName}.${uid}`;

export const ownLabels = {
  'app.kubernetes.io/managed-by': 'assay',
  'assay.dev/spawn': 'k',
  'assay.dev/request': 'f',
};
export const spotLabels = { ...ownLabels, 'assay.dev/spot': 'true' };

/** The settings of a cluster with a spot pool. */
export const spotAccess = {
  ...access,
  COREWEAVE_REGION: 'US-EAST-04A',
  COREWEAVE_SPOT_POOLS: 'spot-a, spot-b',
  COREWEAVE_SPOT_USD_PER_CPU_HOUR: '0.1',
  COREWEAVE_SPOT_USD_PER_GPU_HOUR: '2',
};

/** A pod of ours in that status, as the server shows it. */
export function podOf(status: object, more: object = {}): object {
  return {
    kind: 'Pod',
    apiVersion: 'v1',
    metadata: {
      name: podName,
      uid,
      creationTimestamp: '2030-01-01T00:00:00Z',
      labels: ownLabels,
      annotations: { 'assay.dev/notes': '{"tags":{"team":"ml"},"name":"one"}' },
      ...more,
    },
    spec: {
      containers: [
        {
          name: 'machine',
          image: 'ubuntu:24.04',
          command: ['/bin/sh', '-c', 'secret-of-the-script'],
          resources: { limits: { cpu: '1500m', memory: '4Gi', 'ephemeral-storage': '10Gi', 'nvidia.com/gpu': '2' } },
        },
      ],
      nodeSelector: { 'gpu.nvidia.com/class': 'H100' },
      volumes: [{ name: 'volume-0', persistentVolumeClaim: { claimName: 'assay-claim' } }],
    },
    status,
  };
}

export function status(code: number, reason: string, message = reason): Response {
  return Response.json({ kind: 'Status', status: 'Failure', reason, message, code }, { status: code });
}
