import type { Admin, Body } from '../../../src/clouds/kubernetes/cluster/admin.ts';

interface Process extends PromiseLike<{ readonly exitCode?: number | undefined }> {
  kill(signal: 'SIGTERM'): boolean;
}

/** A pod as its node reads it. */
export interface NodePod {
  readonly metadata: {
    readonly name: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations: Readonly<Record<string, string>>;
    readonly deletionTimestamp?: string;
  };
  readonly spec: { readonly nodeName?: string; readonly containers: readonly [NodeContainer] };
  readonly status: Body;
}

export interface NodeContainer {
  readonly name: string;
  readonly image: string;
  readonly command: readonly [string, ...string[]];
  readonly args: readonly string[];
  readonly env: readonly {
    readonly name: string;
    readonly value?: string;
    readonly valueFrom?: { readonly fieldRef: { readonly fieldPath: string } };
  }[];
}

const pauseMs = 100;

/**
 * Runs the pods of a namespace as processes of this machine, and tells the server how they end, as a kubelet does: what is
 * deleted is told to end, and has ended when its process has. Gives the names of those that were started.
 */
export async function runPods(
  { send }: Admin,
  namespace: string,
  start: (pod: NodePod) => Process,
  isOver: () => Promise<boolean>,
): Promise<readonly string[]> {
  const running = new Map<string, Process>();
  const own = `/api/v1/namespaces/${namespace}/pods`;
  const say = (name: string, status: object) => send('PATCH', `${own}/${name}/status`, { status });
  while (!(await isOver())) {
    for (const pod of ((await send('GET', own)).items ?? []) as readonly NodePod[]) {
      const { name, deletionTimestamp } = pod.metadata;
      if (deletionTimestamp !== undefined) running.get(name)?.kill('SIGTERM');
      else if (pod.spec.nodeName !== undefined && !running.has(name)) {
        const process = start(pod);
        running.set(name, process);
        await say(name, { phase: 'Running' });
        // One that is gone from the server by then needs no word.
        void process.then(({ exitCode = 137 }) => say(name, endOf(pod, exitCode)).catch(() => {}));
      }
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  return [...running.keys()];
}

function endOf({ spec }: NodePod, exitCode: number): object {
  const [{ name, image }] = spec.containers;
  const now = new Date().toISOString();
  const terminated = { exitCode, reason: exitCode === 0 ? 'Completed' : 'Error', startedAt: now, finishedAt: now };
  const container = { name, image, imageID: '', ready: false, restartCount: 0, state: { terminated } };
  return { phase: exitCode === 0 ? 'Succeeded' : 'Failed', containerStatuses: [container] };
}

/** What the container finds in its environment: the server adds the index of the pod, as a field of it. */
export function environmentOf({ metadata, spec }: NodePod): Readonly<Record<string, string>> {
  const [{ env }] = spec.containers;
  return Object.fromEntries(
    env.map(({ name, value, valueFrom }) => {
      const [, kind, key = ''] =
        /^metadata\.(labels|annotations)\['(.+)'\]$/.exec(valueFrom?.fieldRef.fieldPath ?? '') ?? [];
      const fields = kind === 'labels' ? metadata.labels : metadata.annotations;
      return [name, value ?? fields[key] ?? ''];
    }),
  );
}
