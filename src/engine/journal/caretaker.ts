import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import type { CaretakerEntry } from './journal-entry.ts';

/** This process, as the one that takes care of a run from now on. */
export function thisCaretaker(run: Pick<CaretakerEntry, 'runId' | 'subject' | 'testbed' | 'settings'>): CaretakerEntry {
  return {
    type: 'caretaker',
    version: 1,
    ...run,
    host: hostname(),
    pid: process.pid,
    processStart: startOf(process.pid),
    at: new Date().toISOString(),
  };
}

/** After so long a caretaker of another computer, of which nothing can be known here, counts as gone. */
const foreignLeaseMs = 24 * 3_600_000;

/** Whether the process that takes care of the run may still do so. */
export function isCaring({ host, pid, processStart, at }: CaretakerEntry, nowMs: number): boolean {
  if (host !== hostname()) return nowMs - Date.parse(at) < foreignLeaseMs;
  return isAlive(pid) && !isZombie(pid) && (processStart === null || startOf(pid) === processStart);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    // It is there, and somebody else's.
    return (thrown as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Dead, but nobody has asked how it ended: its number still answers. */
function isZombie(pid: number): boolean {
  return ['Z', 'X'].includes(statOf(pid)[0] ?? '');
}

/** Linux tells; elsewhere the number of the process has to do. */
function startOf(pid: number): string | null {
  return statOf(pid)[19] ?? null;
}

/** What Linux tells of a process, from its state on; nothing elsewhere, or where it is gone. */
function statOf(pid: number): readonly string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program stands in parentheses and may hold anything.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}
