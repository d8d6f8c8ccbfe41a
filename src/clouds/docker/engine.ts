import type { Exec } from '../../provider/context.ts';

/** The engine asked directly: behind the provider's back, and past the faults of its wire. */
export interface Engine {
  /** Gives the lines that docker printed; throws where it failed. */
  lines(...args: readonly string[]): Promise<readonly string[]>;
  /** Whether it worked. */
  tries(...args: readonly string[]): Promise<boolean>;
  readonly exec: Exec;
}

const timeoutMs = 60_000;

export function createEngine(exec: Exec): Engine {
  const run = (args: readonly string[]) => exec('docker', args, { timeoutMs });
  return {
    exec,
    lines: async (...args) => {
      const { exitCode, stdout, stderr } = await run(args);
      if (exitCode !== 0) throw new Error(`docker ${args[0]} failed: ${stderr.trim().slice(0, 300)}`);
      return stdout.split('\n').filter((line) => line !== '');
    },
    tries: async (...args) => (await run(args)).exitCode === 0,
  };
}
