import { isObject } from '../../../src/provider/is-object.ts';
import type { Seen } from '../side-by-side/side.ts';
import type { Item, Reply } from './server.ts';

type Body = Readonly<Record<string, unknown>>;

/** What an answer says, without what is drawn. */
export function shownAnswer({ status, body }: Reply): Seen {
  if (!isObject(body)) return { status: String(status), body: typeof body === 'string' ? body.trim() : 'none' };
  if (body.kind === 'Status') {
    const { reason, message } = body;
    return { status: String(status), reason: String(reason), message: plain(String(message)), causes: causesOf(body) };
  }
  return { status: String(status), kind: String(body.kind) };
}

/** Of every field that is wrong, which, and in what way. */
function causesOf({ details }: Body): string {
  const { causes = [] } = (isObject(details) ? details : {}) as { readonly causes?: readonly Body[] };
  return causes
    .map(({ field, reason }) => `${String(field)}: ${String(reason)}`)
    .toSorted()
    .join(', ');
}

/** What an object says when it is at rest. */
export function shownObject(item: Item): Seen {
  const { metadata, spec, status } = item as unknown as Readonly<Record<'metadata' | 'spec' | 'status', Body>>;
  const { labels = {}, annotations = {} } = metadata;
  const ownAnnotations = Object.entries(annotations as Body).filter(([key]) => !key.includes('kubernetes.io/'));
  return {
    labels: sorted(labels),
    annotations: sorted(Object.fromEntries(ownAnnotations)),
    ending: String(metadata.deletionTimestamp !== undefined),
    grace: String(metadata.deletionGracePeriodSeconds ?? 'none'),
    phase: String(status.phase),
    ...(Array.isArray(spec.containers) ? shownPod(spec, status) : shownClaim(spec, status)),
  };
}

function shownPod(spec: Body, status: Body): Seen {
  const containers = spec.containers as readonly Body[];
  const conditions = (status.conditions ?? []) as readonly Body[];
  const scheduled = conditions.find(({ type }) => type === 'PodScheduled');
  const [container] = (status.containerStatuses ?? []) as readonly Body[];
  return {
    containers: containers
      .map(({ image, imagePullPolicy, resources }) => sorted({ image, imagePullPolicy, resources }))
      .join(),
    restartPolicy: String(spec.restartPolicy),
    selector: sorted(spec.nodeSelector ?? {}),
    // Which one is a matter of how full they are.
    node: typeof spec.nodeName === 'string' ? 'some' : 'none',
    scheduled: [scheduled?.status, scheduled?.reason, firstSentences(scheduled?.message)].map(String).join(' '),
    container: sorted(stateOf(container)),
    quality: String(status.qosClass),
  };
}

function shownClaim(spec: Body, status: Body): Seen {
  return { resources: sorted(spec.resources ?? {}), capacity: sorted(status.capacity ?? {}) };
}

/** What is in the way, and not what pre-emption could do about it. */
function firstSentences(message: unknown): string {
  return typeof message === 'string' ? message.replace(/\.? (no new claims to deallocate|preemption:).*$/s, '') : '';
}

function stateOf(container: Body | undefined): object {
  const { state } = container ?? {};
  if (!isObject(state)) return {};
  if (isObject(state.waiting)) return { waiting: state.waiting.reason };
  return { running: state.running !== undefined };
}

/** Uids are drawn, namespaces are those of the histories. */
function plain(text: string): string {
  return text.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<uid>');
}

function sorted(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    isObject(each) ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1))) : each,
  );
}
