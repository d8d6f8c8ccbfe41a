import { type Answer, refusal, success } from './answer.ts';
import { checkMetadata, invalid } from './check-metadata.ts';
import { amountsOf, checkPod } from './check-pod.ts';
import { findClaim } from './claim.ts';
import { undecodable } from './decode.ts';
import { deleteObject } from './delete-object.ts';
import { endPod, outlivesSignal } from './end-pod.ts';
import { goneAtMs, needsOf, type PodRecord } from './pod.ts';
import { podBody } from './pod-body.ts';
import { withSidecar } from './sidecar.ts';
import { momentNow, newMeta, type Store } from './store.ts';

type Body = Readonly<Record<string, unknown>>;

const graceDefaultSeconds = 30;

/** `POST .../pods`: taken, whether or not any node will ever have it. */
export function createPod(store: Store, body: Body, finds: PodRecord['finds'] = 'what-is-there'): Answer {
  const refused = undecodable(body, 'Pod', amountsOf(body));
  if (refused) return refused;
  const { metadata, causes } = checkMetadata(body);
  const { checked, causes: more } = checkPod(body);
  if (causes.length + more.length > 0) return invalid('Pod', metadata.name, [...causes, ...more]);
  if (findPod(store, metadata.name)) return alreadyExists('pods', metadata.name);
  const { pods, options } = store;
  const used = livingPods(store).length;
  if (used >= options.podsMax) return overQuota(metadata.name, used, options.podsMax);
  const [first] = checked.containers;
  const record: PodRecord = {
    ...metadata,
    ...newMeta(store),
    spec: options.hasSidecars ? withSidecar(checked.spec) : checked.spec,
    image: String(first?.image),
    needs: needsOf(checked.spec, checked.containers),
    claims: checked.claims,
    volumesAtMs: volumesAtMs(store, checked.claims),
    finds,
    graceSeconds: Number(checked.spec.terminationGracePeriodSeconds ?? graceDefaultSeconds),
    outlivesSignal: outlivesSignal(checked.containers),
    killedAtMs: Number.POSITIVE_INFINITY,
    takenAtMs: Number.POSITIVE_INFINITY,
    isForeign: false,
  };
  pods.push(record);
  return success(podBody(record, momentNow(store), store), 201);
}

/** When the last of these claims has its volume; infinity as long as one is not there. */
export function volumesAtMs(store: Store, names: readonly string[]): number {
  const boundAtMs = (name: string) => {
    const claim = findClaim(store, name);
    return claim ? claim.createdAtMs + store.options.bindMs : Number.POSITIVE_INFINITY;
  };
  return Math.max(0, ...names.map(boundAtMs));
}

/** `GET .../pods/{name}`. */
export function getPod(store: Store, name: string): Answer {
  const pod = findPod(store, name);
  return pod ? success(podBody(pod, momentNow(store), store)) : notFound('pods', name);
}

/** `DELETE .../pods/{name}`: asks it to end. Until it has, the object is there, with the time by which it is gone. */
export function deletePod(store: Store, name: string, body: Body): Answer {
  const pod = findPod(store, name);
  if (!pod) return notFound('pods', name);
  const refused = deleteObject(store, 'pods', pod, body);
  if (refused) return refused;
  endPod(store, pod, body.gracePeriodSeconds);
  return success(podBody(pod, momentNow(store), store));
}

/** Those that are still there, running or not. */
export function livingPods({ pods, clock, options }: Store): readonly PodRecord[] {
  const nowMs = clock.now();
  return pods.filter((pod) => nowMs < goneAtMs(pod, options));
}

function findPod(store: Store, name: string): PodRecord | undefined {
  return livingPods(store).find((pod) => pod.name === name);
}

export function notFound(resource: string, name: string): Answer {
  return refusal(404, 'NotFound', `${resource} "${name}" not found`, { name, kind: resource });
}

export function alreadyExists(resource: string, name: string): Answer {
  return refusal(409, 'AlreadyExists', `${resource} "${name}" already exists`, { name, kind: resource });
}

function overQuota(name: string, used: number, max: number): Answer {
  const amounts = `requested: pods=1, used: pods=${used}, limited: pods=${max}`;
  return refusal(403, 'Forbidden', `pods "${name}" is forbidden: exceeded quota: compute, ${amounts}`, {
    name,
    kind: 'pods',
  });
}
