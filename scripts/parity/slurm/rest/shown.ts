import { isObject } from '../../../../src/provider/is-object.ts';
import type { Seen } from '../../side-by-side/side.ts';
import { type Job, jobsOf } from '../jobs.ts';

export interface Reply {
  readonly status: number;
  readonly body: unknown;
}

type Body = Readonly<Record<string, unknown>>;

/** What an answer says: its status, its errors word for word, and what is meant of the rest. */
export function shownReply({ status, body }: Reply, prefix: string): Seen {
  if (!isObject(body)) return { status: String(status), text: String(body).trim() };
  const { meta, errors, ...rest } = body;
  const lists = Object.entries(rest).map(([name, value]) => [name, shownValue(name, value, prefix)]);
  return {
    status: String(status),
    version: JSON.stringify(isObject(meta) && isObject(meta.Slurm) ? meta.Slurm.version : null),
    errors: sorted(errors),
    ...Object.fromEntries(lists),
  };
}

function shownValue(name: string, value: unknown, prefix: string): string {
  const items = Array.isArray(value) ? (value as readonly Body[]) : [];
  switch (name) {
    case 'jobs':
      return jobNames(value as readonly Job[], prefix);
    case 'partitions':
      return sorted(items.map(({ name, preemption_mode: modes }) => ({ name, modes })));
    case 'nodes':
      return kindsOfNodes(items);
    case 'pings':
      // Whose machine it is has nothing to do with it.
      return sorted(items.map(({ hostname, ...each }) => each));
    default:
      return sorted(value);
  }
}

/** Which of the history: what they say of themselves is compared when they are at rest. */
function jobNames(jobs: readonly Job[], prefix: string): string {
  return jobsOf(prefix, jobs)
    .map(({ name }) => name)
    .toSorted()
    .join(' ');
}

/** The two clusters are not of one size, and the simulated one has a model of GPU more: which kinds there are is compared. */
function kindsOfNodes(nodes: readonly Body[]): string {
  const kinds = nodes.map(({ partitions, gres }) => {
    const names = String(gres)
      .split(',')
      .map((each) => each.split(':')[0]);
    return sorted({ partitions, gres: [...new Set(names)] });
  });
  return [...new Set(kinds)].toSorted().join(' ');
}

function sorted(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    isObject(each) ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1))) : each,
  );
}
