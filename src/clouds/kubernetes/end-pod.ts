import type { PodRecord } from './pod.ts';
import type { Store } from './store.ts';

/** Gives a pod that was deleted its time to end: what the caller says, else what the pod does. A second delete may only shorten it. */
export function endPod(store: Store, pod: PodRecord, graceSeconds: unknown): void {
  const isFirst = pod.killedAtMs === Number.POSITIVE_INFINITY;
  const asked = typeof graceSeconds === 'number' ? graceSeconds : pod.graceSeconds;
  if (!isFirst && asked >= pod.graceSeconds) return;
  pod.graceSeconds = asked;
  pod.killedAtMs = Math.min(pod.killedAtMs, store.clock.now() + asked * 1_000);
}

/** The words of a container that does not end when it is asked to. */
const ignoring = "trap '' TERM";

/** Whether a container of a pod uses all of the time that it is given. */
export function outlivesSignal(containers: readonly Readonly<Record<string, unknown>>[]): boolean {
  return containers.some(({ command }) => JSON.stringify(command ?? []).includes(ignoring));
}
