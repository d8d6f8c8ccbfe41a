import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** Neither a guard nor its pipes keep this process alive. */
export function letGo(child: ChildProcess): void {
  child.unref();
  for (const pipe of [child.stdin, child.stderr]) {
    if (pipe && 'unref' in pipe && typeof pipe.unref === 'function') pipe.unref();
  }
}

/** Tells a guard by the end of its input that nobody needs it any more, and waits until it has cleaned up. */
export async function endOf(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.ref();
  child.stdin?.destroy();
  await ended;
}
