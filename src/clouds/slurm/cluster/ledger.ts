import type { Exec } from '../../../provider/context.ts';
import { isObject } from '../../../provider/is-object.ts';
import type { Ledger, LedgerEntry } from '../../../testbed/ledger.ts';
import { oneLookAtATime } from '../../../testbed/one-look-at-a-time.ts';

const over: ReadonlySet<unknown> = new Set([
  ...[
    'CANCELLED',
    'COMPLETED',
    'FAILED',
    'TIMEOUT',
    'PREEMPTED',
    'NODE_FAIL',
    'BOOT_FAIL',
    'OUT_OF_MEMORY',
    'DEADLINE',
  ],
]);

/**
 * Asks the controller itself, and remembers: it forgets what is over. The cluster is ours alone, so all is ours; and once
 * the cluster is gone, so is everything that was on it.
 */
export function createLedger(exec: Exec, isClusterGone: () => boolean): Ledger {
  const seen = new Map<string, LedgerEntry>();
  return {
    entries: oneLookAtATime(async () => {
      if (isClusterGone()) return [...seen.values()].map(ended);
      const { exitCode, stdout, stderr } = await exec('squeue', ['--json', '--states=all'], { timeoutMs: 15_000 });
      if (exitCode !== 0) throw new Error(`the ledger cannot look: ${stderr.trim().slice(0, 200)}`);
      const jobs = (JSON.parse(stdout) as { readonly jobs: readonly Job[] }).jobs.filter(hasBeen);
      const present = jobs.map(entryOf);
      const ids = new Set(present.map(({ id }) => id));
      for (const entry of seen.values()) {
        if (!ids.has(entry.id)) seen.set(entry.id, ended(entry));
      }
      for (const entry of present) seen.set(entry.id, entry);
      return [...seen.values()];
    }),
  };
}

function ended(entry: LedgerEntry): LedgerEntry {
  return { ...entry, gone: true, running: false };
}

interface Job {
  readonly job_id: number;
  readonly job_state: string | readonly string[];
  readonly state_reason: string;
  readonly comment: string;
}

/** A submit that was refused leaves a record of what never was. */
function hasBeen({ job_state: state, state_reason: reason }: Job): boolean {
  return !([state].flat().includes('FAILED') && reason === 'BadConstraints');
}

function entryOf({ job_id: id, job_state: state, comment }: Job): LedgerEntry {
  const states = [state].flat();
  const isCompleting = states.includes('COMPLETING');
  return {
    kind: 'instance',
    id: String(id),
    gone: !isCompleting && states.some((each) => over.has(each)),
    running: states.includes('RUNNING') && !isCompleting,
    ending: isCompleting,
    tags: readTags(comment),
  };
}

function readTags(comment: string): LedgerEntry['tags'] {
  try {
    const parsed: unknown = JSON.parse(comment);
    return isObject(parsed) && isObject(parsed.tags) ? (parsed.tags as LedgerEntry['tags']) : {};
  } catch {
    return {};
  }
}
