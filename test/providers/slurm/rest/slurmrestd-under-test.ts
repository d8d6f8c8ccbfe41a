import { createSlurm } from '../../../../src/providers/slurm/slurm.ts';
import { createRandom } from '../../../../src/testbed/seeded-random.ts';
import { createVirtualClock } from '../../../../src/testbed/virtual-clock.ts';
import { createWorldContext } from '../../../../src/testbed/world-context.ts';

export const token = 'eyJhbGciOiJIUzI1NiJ9.of-the-tests';
const env = { SLURM_REST_URL: 'http://rest.test/', SLURM_JWT: token, SLURM_REST_USER: 'me', SLURM_GPUS: 'yes' };

/** One request as slurmrestd sees it. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A slurmrestd with these versions, which answers everything else by `answer`. */
export function slurmrestd(
  answer: (asked: Asked) => Response,
  versions: readonly number[] = [36, 38],
  settings: Readonly<Record<string, string>> = {},
) {
  const asked: Asked[] = [];
  const paths = Object.fromEntries(versions.map((version) => [`/slurm/v0.0.${version}/ping/`, {}]));
  const context = createWorldContext({
    clock: createVirtualClock(),
    random: createRandom(1),
    signal: new AbortController().signal,
    env: { ...env, ...settings },
    fetch: async (input, init) => {
      const { method, url, headers } = new Request(input, init);
      const one = { method, path: new URL(url).pathname, headers, body: JSON.parse(String(init?.body ?? '{}')) };
      if (one.path === '/openapi/v3') return Response.json({ paths });
      asked.push(one);
      return answer(one);
    },
  });
  return { ...createSlurm(context), asked };
}
