import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { Exec, ExecOptions, ProviderContext } from '../../../../src/provider/context.ts';
import { createRealClock } from '../../../../src/testbed/real-clock.ts';
import { createExec } from '../../../../src/testbed/real-exec.ts';
import { contextUnderTest } from '../context-under-test.ts';

const orbctlPath = fileURLToPath(new URL('../../../../fixtures/bin/orbctl', import.meta.url));

/** One call that was made. */
export interface Call {
  readonly file: string;
  readonly args: readonly string[];
  readonly options: ExecOptions;
}

export interface StandIn {
  readonly folder: string;
  readonly exec: Exec;
  /** What a host asked for, in order. */
  readonly calls: readonly Call[];
  /** Runs orbctl past the host; gives what it printed. */
  orbctl(...args: readonly string[]): Promise<string>;
  /** Names of all machines. */
  names(): Promise<readonly string[]>;
  context(env?: Readonly<Record<string, string>>): ProviderContext;
}

/** The stand-in for orbctl, as a real process, with machines of this test alone. */
export async function openStandIn(settings: Readonly<Record<string, unknown>> = {}): Promise<StandIn> {
  const folder = await mkdtemp(join(tmpdir(), 'assay-orbctl-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  await writeFile(join(folder, 'settings.json'), JSON.stringify(settings));
  const calls: Call[] = [];
  const run = createExec();
  const direct: Exec = (file, args, options) =>
    run(file === 'orbctl' ? orbctlPath : file, args, { ...options, env: { ...options?.env, ORBCTL_STATE: folder } });
  const exec: Exec = (file, args, options = {}) => {
    calls.push({ file, args, options });
    return direct(file, args, options);
  };
  const orbctl = async (...args: readonly string[]) => {
    const { exitCode, stdout, stderr } = await direct('orbctl', args);
    if (exitCode !== 0) throw new Error(stderr);
    return stdout;
  };
  return {
    folder,
    exec,
    calls,
    orbctl,
    names: async () => JSON.parse(await orbctl('list', '-f', 'json')).map(({ name }: { name: string }) => name),
    context: (env = {}) => ({
      ...contextUnderTest(() => Promise.reject(new Error('nobody fetches'))),
      exec,
      clock: createRealClock(),
      env: { ORBSTACK_HOST: 'orbctl', ORBSTACK_IMAGE: 'alpine', ...env },
    }),
  };
}
