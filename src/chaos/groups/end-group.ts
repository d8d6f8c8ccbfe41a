import type { ChildProcess } from 'node:child_process';

/** Whether a child can be put into a group of its own, with whatever it starts. */
export const hasGroups = process.platform !== 'win32';

/** Ends a child that leads a group and everything in it, at once. Only ever our own child's group. */
export function endGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (hasGroups) process.kill(-child.pid, 'SIGKILL');
    else child.kill('SIGKILL');
  } catch {
    // Everything in it has ended already.
  }
}
