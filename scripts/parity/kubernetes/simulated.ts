import type { KubernetesOptions } from '../../../src/clouds/kubernetes/kubernetes-options.ts';
import { createSimulatedKubernetes } from '../../../src/clouds/kubernetes/simulated-kubernetes.ts';
import { createRandom } from '../../../src/testbed/seeded-random.ts';
import { createVirtualClock } from '../../../src/testbed/virtual-clock.ts';
import type { Side } from '../side-by-side/side.ts';
import type { Step } from './history.ts';
import { createServer } from './server.ts';

const namespace = 'assay';
const token = 'token';
const restMs = 30_000;

/** As fast as kwok, and nothing that comes by chance. */
export const plain: Partial<KubernetesOptions> = {
  ...{ scheduleMs: 0, startMs: 0, graceMs: 0, bindMs: 0, latencyMaxMs: 0 },
  pageSize: Number.POSITIVE_INFINITY,
  podsMax: Number.POSITIVE_INFINITY,
  namesTaints: false,
  hasSidecars: false,
  hasNeighbours: false,
};

/** Our own server, fresh, on a virtual clock. */
export function openSimulated(): Side<Step> {
  const clock = createVirtualClock();
  const service = createSimulatedKubernetes({ clock, random: createRandom(1), namespace, token }, plain);
  return createServer({
    send: async (method, path, body) => {
      const [place = '', query = ''] = path.split('?');
      const response = await service.handle({
        ...{ method, host: 'kubernetes.simulated', path: `/api/v1/namespaces/${namespace}${place}`, query },
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: body ? JSON.stringify(body) : '',
      });
      const { status, body: text } = response;
      return { status, body: text.startsWith('{') ? (JSON.parse(text) as unknown) : text };
    },
    untilAtRest: () => clock.sleep(restMs),
    end: async () => {},
  });
}
