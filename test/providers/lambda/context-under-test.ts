import type { ProviderContext } from '../../../src/provider/context.ts';
import { createRandom } from '../../../src/testbed/seeded-random.ts';
import { createVirtualClock } from '../../../src/testbed/virtual-clock.ts';
import { createWorldContext } from '../../../src/testbed/world-context.ts';

export const apiKey = 'secret_of_the_tests';

/** One request as the service would get it. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
  readonly atMs: number;
}

/** A context that is answered by `answer`, on virtual time. */
export function contextUnderTest(answer: (asked: Asked) => Response | Promise<Response>): ProviderContext {
  const clock = createVirtualClock();
  return createWorldContext({
    clock,
    random: createRandom(1),
    signal: new AbortController().signal,
    env: { LAMBDA_API_KEY: apiKey, LAMBDA_SSH_KEY: 'laptop', LAMBDA_URL: 'https://lambda.test/' },
    fetch: async (input, init) =>
      answer({
        method: init?.method ?? 'GET',
        path: String(input).replace('https://lambda.test/api/v1', ''),
        headers: { ...(init?.headers as Record<string, string>) },
        body: JSON.parse(String(init?.body ?? '{}')),
        atMs: clock.monotonic(),
      }),
  });
}

export function data(value: unknown): Response {
  return Response.json({ data: value });
}

const region = { name: 'us-east-1', description: 'Virginia, USA' };

const cpuType = {
  name: 'cpu_4x_general',
  description: '4 vCPUs',
  gpu_description: 'N/A',
  price_cents_per_hour: 8,
  specs: { vcpus: 4, memory_gib: 16, storage_gib: 512, gpus: 0 },
};

export const types = {
  cpu_4x_general: { instance_type: cpuType, regions_with_capacity_available: [region] },
};

export const id = '0920582c7ff041399e34823a0be62549';

export const activeInstance = {
  id,
  name: 'training',
  status: 'active',
  ssh_key_names: ['laptop'],
  file_system_names: [],
  region,
  instance_type: cpuType,
  jupyter_token: 'secret-of-the-notebook',
  jupyter_url: 'https://jupyter.test/?token=secret-of-the-notebook',
  actions: {},
};

export const fileSystem = { id, name: 'data', region, is_in_use: true };
