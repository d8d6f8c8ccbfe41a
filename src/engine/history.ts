import type { Name } from '../contracts/step.ts';
import type { StepResult } from '../contracts/step-result.ts';
import { formatResult, formatStep } from './format-step.ts';

/** One performed step. A probe is the contract's own look, not part of the case. */
export interface HistoryEntry {
  readonly probe: boolean;
  readonly result: StepResult;
}

const probesShownMax = 3;

/** The history as a short program, ids replaced by the names that stand for them. */
export function formatHistory(history: readonly HistoryEntry[], ids: ReadonlyMap<Name, string>): readonly string[] {
  const lines: string[] = [];
  for (const run of groupProbes(history)) {
    if (!run.probe) {
      lines.push(...formatEntry(run.entries[0] as HistoryEntry, ids).split('\n'));
      continue;
    }
    const hidden = run.entries.length - probesShownMax;
    if (hidden > 0) lines.push(`  … ${hidden} more ${hidden === 1 ? 'look' : 'looks'}`);
    for (const entry of run.entries.slice(-probesShownMax)) lines.push(`  ${formatEntry(entry, ids)}`);
  }
  return lines;
}

interface ProbeRun {
  readonly probe: boolean;
  readonly entries: HistoryEntry[];
}

function groupProbes(history: readonly HistoryEntry[]): readonly ProbeRun[] {
  const runs: ProbeRun[] = [];
  for (const entry of history) {
    const last = runs.at(-1);
    if (last?.probe && entry.probe) last.entries.push(entry);
    else runs.push({ probe: entry.probe, entries: [entry] });
  }
  return runs;
}

function formatEntry({ result }: HistoryEntry, ids: ReadonlyMap<Name, string>): string {
  const call = formatStep(result.step, (name) => ids.has(name));
  const came = formatResult(result);
  // Its clients' calls, a line each, say it all.
  if (result.step.op === 'overlap' && came !== '') return nameIds(`together:${came}`, ids);
  return nameIds(came === '' ? call : `${call}  → ${came}`, ids);
}

/** Real ids change from run to run; names do not. */
export function nameIds(text: string, ids: ReadonlyMap<Name, string>): string {
  let named = text;
  for (const [name, id] of ids)
    if (id.length >= 4) named = named.replaceAll(JSON.stringify(id), name).replaceAll(id, name);
  return named;
}
