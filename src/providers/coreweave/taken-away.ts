type Body = Readonly<Record<string, unknown>>;

/** By older kubelets and controllers, which set no condition. */
const reasons: ReadonlySet<unknown> = new Set(['NodeLost', 'NodeShutdown', 'Preempting']);

/**
 * Whether a pod on a spot node loses it: whoever drains, taints, shuts down or removes a node leaves the condition
 * `DisruptionTarget`. So does a node that throws out a pod for taking more disk or memory than it has, which is no loss of the
 * node: only then the reason is `Evicted`.
 */
export function isTakenAway({ reason }: Body, disruption: Body | undefined): boolean {
  if (reason === 'Evicted') return false;
  return disruption?.status === 'True' || reasons.has(reason);
}
