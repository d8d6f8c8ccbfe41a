import type { ProviderContext } from '../../../src/provider/context.ts';
import { createRandom } from '../../../src/testbed/seeded-random.ts';
import { createVirtualClock } from '../../../src/testbed/virtual-clock.ts';
import { createWorldContext } from '../../../src/testbed/world-context.ts';

export const token = 'ya29.of-the-tests';

/** One request as the service would get it. The path begins behind the project. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
  readonly atMs: number;
}

/** A context that is answered by `answer`, on virtual time. */
export function contextUnderTest(
  answer: (asked: Asked) => Response | Promise<Response>,
  env: Readonly<Record<string, string>> = { GOOGLE_OAUTH_ACCESS_TOKEN: token },
): ProviderContext {
  const clock = createVirtualClock();
  return createWorldContext({
    clock,
    random: createRandom(1),
    signal: new AbortController().signal,
    env: { GOOGLE_CLOUD_PROJECT: 'my-project', GCP_URL: 'https://compute.test/', ...env },
    fetch: async (input, init) => {
      const url = new URL(String(input));
      return answer({
        method: init?.method ?? 'GET',
        path: url.pathname.replace('/compute/v1/projects/my-project', ''),
        query: url.searchParams,
        headers: { ...(init?.headers as Record<string, string>) },
        body: JSON.parse(String(init?.body ?? '{}')),
        atMs: clock.monotonic(),
      });
    },
  });
}

export const zone = 'us-central1-a';
export const id = `${zone}.4711`;

export const regions = {
  items: [
    {
      name: 'us-central1',
      status: 'UP',
      zones: [`https://www.googleapis.com/compute/v1/projects/my-project/zones/${zone}`],
    },
  ],
};

export const done = { name: 'operation-1', status: 'DONE', targetId: '4711', insertTime: '2030-01-01T00:00:00.000Z' };

export const runningInstance = {
  id: '4711',
  name: 'assay-1',
  status: 'RUNNING',
  zone: `https://www.googleapis.com/compute/v1/projects/my-project/zones/${zone}`,
  machineType: `https://www.googleapis.com/compute/v1/projects/my-project/zones/${zone}/machineTypes/e2-small`,
  creationTimestamp: '2029-12-31T16:00:00.000-08:00',
  disks: [{ boot: true, diskSizeGb: '10' }],
  networkInterfaces: [{ network: 'https://www.googleapis.com/compute/v1/projects/my-project/global/networks/default' }],
  metadata: { items: [{ key: 'startup-script', value: 'secret-of-the-script' }] },
  labels: { team: 'ml', 'assay-spawn': 'x' },
};
