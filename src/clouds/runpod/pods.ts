import { oneIn } from '../../testbed/draw.ts';
import { type Answer, problem } from './answer.ts';
import { checkPodBody } from './check-pod-body.ts';
import { placePod } from './place-pod.ts';
import { actionsIn, type PodRecord, podBody, statusAt } from './pod.ts';
import type { Store } from './store.ts';

const refusalOf = { 'no-capacity': 400, 'low-balance': 402, 'spend-limit': 400, 'bad-mount': 404 } as const;

/** `POST /v2/pods`. */
export function createPod(store: Store, body: Readonly<Record<string, unknown>>): Answer {
  const checked = checkPodBody(body, store);
  if (!checked.ok) return checked.answer;
  const placed = placePod(store, checked.order, checked.dataCenterIds);
  if (placed.outcome !== 'placed') return problem(refusalOf[placed.outcome], placed.detail);
  // Whoever believes this answer makes a second pod, and pays for both.
  if (oneIn(store.random, store.options.failsAfterCreateOneIn))
    return problem(500, 'create pod: context deadline exceeded');
  return { status: 201, body: shown(store, placed.pod) };
}

/** `GET /v2/pods`: all of them at once, whatever the query asks for. */
export function listPods(store: Store): Answer {
  const atMs = store.clock.now() - store.options.listLagMs;
  const pods: object[] = [];
  for (const pod of store.pods.values()) {
    const status = statusAt(pod, atMs, store.options);
    if (status) pods.push(podBody(pod, status, atMs, store.options));
  }
  return { status: 200, body: { pods } };
}

/** `GET /v2/pods/{id}`. A pod that was made just now may not be found yet. */
export function getPod(store: Store, id: string): Answer {
  const pod = store.pods.get(id);
  const nowMs = store.clock.now();
  const status = pod && statusAt(pod, nowMs, store.options);
  if (!pod || !status || nowMs < pod.createdAtMs + store.options.getGapMs) return podNotFound();
  return { status: 200, body: podBody(pod, status, nowMs, store.options) };
}

/** `DELETE /v2/pods/{id}`. */
export function deletePod(store: Store, id: string): Answer {
  const pod = store.pods.get(id);
  const nowMs = store.clock.now();
  if (!pod || nowMs >= pod.deletedAtMs) return problem(404, 'pod not found to terminate');
  pod.deletedAtMs = nowMs;
  return { status: 204 };
}

/** `POST /v2/pods/{id}/action`. */
export function actOnPod(store: Store, id: string, { action }: Readonly<Record<string, unknown>>): Answer {
  const pod = store.pods.get(id);
  const nowMs = store.clock.now();
  const status = pod && statusAt(pod, nowMs, store.options);
  if (!pod || !status) return podNotFound();
  if (typeof action !== 'string' || !['start', 'stop', 'restart', 'terminate'].includes(action)) {
    return problem(422, 'request body is invalid: action', ['action: must be one of start, stop, restart, terminate']);
  }
  if (store.options.refusesWrongState && !actionsIn[status].includes(action)) {
    return problem(409, `action ${action} is not valid for a pod in status ${status}`);
  }
  return perform(store, pod, action, nowMs);
}

function perform(store: Store, pod: PodRecord, action: string, atMs: number): Answer {
  if (action === 'terminate') return deletePod(store, pod.id);
  // A stopped pod stays tied to its host, whoever has its GPUs by now.
  if (action === 'start' && pod.order.gpu && oneIn(store.random, store.options.hostFullOneIn)) {
    return problem(400, 'There are not enough free GPUs on the host machine to start this pod.');
  }
  pod.changes.push({ atMs, to: action === 'stop' ? 'exited' : 'started', by: 'user' });
  return { status: 200, body: shown(store, pod) };
}

function shown(store: Store, pod: PodRecord): object {
  const nowMs = store.clock.now();
  return podBody(pod, statusAt(pod, nowMs, store.options) ?? 'TERMINATED', nowMs, store.options);
}

export function podNotFound(): Answer {
  return problem(404, 'pod not found');
}
