import { execa, type Result } from 'execa';

/** The repository's root. */
export const root: string = new URL('../..', import.meta.url).pathname;

const options = {
  cwd: root,
  reject: false,
  stdin: 'ignore',
  stripFinalNewline: false,
  timeout: 240_000,
  env: {
    ...{ NO_COLOR: undefined, FORCE_COLOR: undefined, CI: undefined },
    ...{ GITHUB_ACTIONS: undefined, GITHUB_STEP_SUMMARY: undefined },
  },
} as const;

/** Starts the real command line, as it is built. */
export function startAssay(args: readonly string[], nodeArgs: readonly string[] = [], env: Variables = {}) {
  return execa(process.execPath, [...nodeArgs, 'bin/assay.js', ...args], {
    ...options,
    env: { ...options.env, ...env },
  });
}

type Variables = Readonly<Record<string, string>>;

/** Runs the real command line to its end. */
export async function runAssay(
  args: readonly string[],
  nodeArgs: readonly string[] = [],
  env: Variables = {},
): Promise<Ended> {
  const { exitCode, stdout, stderr }: Result<typeof options> = await startAssay(args, nodeArgs, env);
  return { exitCode, stdout, stderr };
}

export interface Ended {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}
