import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster } from '../../../src/clouds/kubernetes/cluster/start-cluster.ts';
import type { Side } from '../side-by-side/side.ts';
import type { Step } from './history.ts';
import { createServer, type Item } from './server.ts';

const restMs = 10_000;
const pauseMs = 60;

/** Opens a namespace of its own for each history on one real cluster. */
export function createReal(cluster: Cluster): (name: string) => Promise<Side<Step>> {
  const { admin, fetch, url } = cluster;
  return async (name) => {
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
    await admin.send('POST', '/api/v1/namespaces', namespace);
    await untilThere(() => admin.send('GET', `/api/v1/namespaces/${name}/serviceaccounts/default`));
    return createServer({
      send: async (method, path, body) => {
        const response = await fetch(`${url}/api/v1/namespaces/${name}${path}`, {
          method,
          headers: { ...admin.headers, 'content-type': 'application/json' },
          ...(body && { body: JSON.stringify(body) }),
        });
        const text = await response.text();
        return { status: response.status, body: text.startsWith('{') ? (JSON.parse(text) as unknown) : text };
      },
      untilAtRest: async (look) => {
        for (let waitedMs = 0; waitedMs < restMs; waitedMs += pauseMs) {
          if (areAtRest(await look())) return;
          await sleep(pauseMs);
        }
      },
      end: async () => {
        await admin.send('DELETE', `/api/v1/namespaces/${name}`);
      },
    });
  };
}

async function untilThere(look: () => Promise<unknown>): Promise<void> {
  for (let waitedMs = 0; ; waitedMs += pauseMs) {
    const isThere = await look().then(
      () => true,
      () => false,
    );
    if (isThere || waitedMs >= restMs) return;
    await sleep(pauseMs);
  }
}

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly message?: string;
}

interface Conditions {
  readonly conditions?: readonly Condition[];
  readonly containerStatuses?: readonly object[];
  readonly phase?: string;
}

interface Seen extends Item {
  readonly metadata: Item['metadata'] & { readonly deletionTimestamp?: string };
  readonly spec: {
    readonly containers?: readonly object[];
    readonly volumes?: readonly { readonly persistentVolumeClaim?: { readonly claimName: string } }[];
  };
}

/** A pod has a node and what came of that, or is told why it has none; a claim has its volume, and ends only while it is held. */
function areAtRest(items: readonly Item[]): boolean {
  const seen = items as readonly Seen[];
  const held = new Set(
    seen.flatMap(({ spec }) => (spec.volumes ?? []).map(({ persistentVolumeClaim: claim }) => claim?.claimName)),
  );
  return seen.every(({ metadata, spec, status = {} }) => {
    const { conditions = [], containerStatuses, phase } = status as Conditions;
    const isEnding = metadata.deletionTimestamp !== undefined;
    if (spec.containers === undefined) return phase === 'Bound' && (!isEnding || held.has(metadata.name));
    const scheduled = conditions.find(({ type }) => type === 'PodScheduled');
    const isTold = scheduled !== undefined && (scheduled.status === 'False' || containerStatuses !== undefined);
    return isTold && !isEnding && !isAboutToBeLookedAt(scheduled, seen);
  });
}

/** The scheduler has not heard yet of a claim that a pod lacked. */
function isAboutToBeLookedAt({ message = '' }: Condition, items: readonly Seen[]): boolean {
  const [, claim] = /persistentvolumeclaim "([^"]+)" not found/.exec(message) ?? [];
  const isThere = items.some(({ metadata, spec }) => metadata.name === claim && spec.containers === undefined);
  return isThere || /unbound immediate/.test(message);
}
