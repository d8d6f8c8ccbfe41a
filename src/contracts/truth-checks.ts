import type { LedgerEntry } from '../testbed/ledger.ts';
import { describeValue } from './describe.ts';
import type { Name } from './step.ts';
import type { Trial } from './trial.ts';

/** What really became of a named instance; undefined where the ledger never knew it or has forgotten it. */
async function truthOf(trial: Trial, name: Name): Promise<LedgerEntry | undefined> {
  const id = trial.idOf(name);
  return (await trial.truth()).find((entry) => entry.id === id);
}

/** The named machine exists, whether it runs yet or not. */
export async function mustExist(trial: Trial, name: Name, expected: string): Promise<void> {
  const entry = await truthOf(trial, name);
  trial.expect(entry !== undefined && !entry.gone, expected, () => `the ledger has ${name} as ${describeEntry(entry)}`);
}

/** No machine may be left that nobody was told of. One that is being taken down again gets the time that takes. */
export async function mustLeaveNoStrays(trial: Trial, expected: string, allowed = 0): Promise<void> {
  let left: readonly LedgerEntry[] = [];
  const look = async (): Promise<boolean> => {
    left = await strays(trial);
    return left.length <= allowed;
  };
  const withinMs = trial.facts.tolerances.terminateTimeoutMs;
  await trial.eventually(expected, look, () => describeEntries(left), withinMs);
}

/** Machines that exist and that no spawn of this trial told of. */
async function strays(trial: Trial): Promise<readonly LedgerEntry[]> {
  const told = new Set(trial.bound().map((name) => trial.idOf(name)));
  return (await trial.truth()).filter((entry) => !entry.gone && !told.has(entry.id));
}

/** Waits until the ledger says that the machine is gone, for as long as the testbed allows a termination to take. */
export async function eventuallyGone(trial: Trial, name: Name, expected: string): Promise<void> {
  let last: LedgerEntry | undefined;
  const look = async (): Promise<boolean> => {
    last = await truthOf(trial, name);
    return last === undefined || last.gone;
  };
  await trial.eventually(
    expected,
    look,
    () => `the ledger has ${name} as ${describeEntry(last)}`,
    trial.facts.tolerances.terminateTimeoutMs,
  );
}

function describeEntries(entries: readonly LedgerEntry[]): string {
  const ids = describeValue(entries.map((entry) => entry.id));
  return `${entries.length} ${entries.length === 1 ? 'machine' : 'machines'} nobody was told of: ${ids}`;
}

function describeEntry(entry: LedgerEntry | undefined): string {
  if (entry === undefined) return 'unknown';
  if (entry.gone) return 'gone';
  return entry.running ? 'running' : 'there, not running';
}
