import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** A lying cloud in a process of its own. */
export interface StartedCloud {
  readonly url: string;
  end(): void;
}

/** Late lists, small pages, and now and then a create that takes effect and is not, or wrongly, answered. */
const usualLies = ['--list-lag', '250', '--page', '3', '--drop-every', '5', '--fail-every', '7'];

export async function startCloud(seed: number, lies: readonly string[] = usualLies): Promise<StartedCloud> {
  const entry = join(import.meta.dirname, '..', 'lying-cloud.ts');
  const child = spawn(process.execPath, [entry, '--seed', String(seed), ...lies], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the lying cloud ended with code ${code}`)));
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString('utf8').trim()));
  });
  return { url, end: () => child.kill() };
}
