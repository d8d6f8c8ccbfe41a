import { createSimulatedRunpod, type SimulatedRunpod } from '../../../src/clouds/runpod/simulated-runpod.ts';
import type { SimulatedRunpodOptions } from '../../../src/clouds/runpod/simulated-runpod-options.ts';
import { createRandom } from '../../../src/testbed/seeded-random.ts';

/** An account whose time stands still until it is moved, and that holds its answers against the published shapes. */
export interface AccountUnderTest {
  readonly service: SimulatedRunpod;
  call(method: string, path: string, body?: object): Promise<Answered>;
  graphql(query: string, input?: object): Promise<Answered>;
  wait(ms: number): void;
}

// biome-ignore lint/suspicious/noExplicitAny: tests look at any part of a body.
type Body = any;

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Body;
}

const key = 'rpa_OFTHETESTS';

const prompt: Partial<SimulatedRunpodOptions> = {
  provisioningMs: 1_000,
  bootMs: 5_000,
  deleteMs: 500,
  listLagMs: 0,
  getGapMs: 0,
  latencyMaxMs: 0,
  failsAfterCreateOneIn: Number.POSITIVE_INFINITY,
  hostFullOneIn: Number.POSITIVE_INFINITY,
  checksShapes: true,
};

export function accountUnderTest(options: Partial<SimulatedRunpodOptions> = {}): AccountUnderTest {
  let nowMs = Date.UTC(2030, 0, 1);
  const clock = { now: () => nowMs, monotonic: () => nowMs, sleep: async () => {}, after: () => () => {} };
  const service = createSimulatedRunpod({ clock, random: createRandom(1), key }, { ...prompt, ...options });
  const call: AccountUnderTest['call'] = async (method, path, body) => {
    const [pathname = '', query = ''] = path.split('?');
    const headers = { authorization: `Bearer ${key}`, 'user-agent': 'test' };
    const request = {
      method,
      host: 'runpod.test',
      path: pathname,
      query,
      headers,
      body: body ? JSON.stringify(body) : '',
    };
    const answer = await service.handle(request);
    return { ...answer, body: answer.body === '' ? undefined : JSON.parse(answer.body) };
  };
  return {
    service,
    call,
    graphql: (query, input) => call('POST', '/graphql', { query, ...(input && { variables: { input } }) }),
    wait: (ms) => {
      nowMs += ms;
    },
  };
}

export const image = 'python:3.13-slim';
export const cpuPod = { name: 'a', image, cpu: { id: 'cpu3c', vcpuCount: 2 } };
export const gpuPod = { name: 'a', image, gpu: { id: 'NVIDIA A40' } };
export const spotPod = { name: 'a', imageName: image, gpuTypeId: 'NVIDIA A40', gpuCount: 1, bidPerGpu: 0.2 };
export const rent = 'mutation R($input: I!) { podRentInterruptable(input: $input) { id desiredStatus podType } }';
