import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { WatchdogOrder } from './watch-run.ts';

/** Tells the watchdog that the run has ended in order: nothing is left to look after. */
export type CallOff = () => void;

/** Beside this file: TypeScript when Assay runs from its sources. */
const entry = new URL(import.meta.url.endsWith('.ts') ? './entry.ts' : './entry.js', import.meta.url);

/**
 * Starts a process that outlives this one, however that ends, and then removes what the run of the journal left. It has a
 * session of its own, so that neither Ctrl-C nor the end of a process group reaches it; it learns of the end by its
 * standard input, which closes with this process. Where none can be started the run goes on without: `assay sweep` remains.
 */
export function startWatchdog(order: WatchdogOrder): CallOff {
  const child = spawn(process.execPath, [fileURLToPath(entry), JSON.stringify(order)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.on('error', () => {});
  // It may be gone already, and is not missed by a run that ends in order.
  child.stdin.on('error', () => {});
  child.unref();
  const { stdin } = child;
  if ('unref' in stdin && typeof stdin.unref === 'function') stdin.unref();
  return () => stdin.end('done\n');
}
