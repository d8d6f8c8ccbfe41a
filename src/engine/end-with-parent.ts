import type { ChildProcess } from 'node:child_process';

const bound = new Set<ChildProcess>();

process.on('exit', () => {
  for (const child of bound) child.kill('SIGKILL');
});

/**
 * Ends the process with this one, however busy it is: one that loops for ever would not notice that nobody asks it any
 * more. Gives a function that lets it live on, for one that has something to clean up.
 */
export function endWithParent(child: ChildProcess): () => void {
  bound.add(child);
  const release = () => bound.delete(child);
  child.once('exit', release);
  return release;
}
