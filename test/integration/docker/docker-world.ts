import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa, type Options } from 'execa';
import { test as base, expect } from 'vitest';
import { dockerOrbstack } from '../../../src/clouds/docker/testbed.ts';
import type { Report } from '../../../src/engine/report.ts';
import type { SpawnRequest } from '../../../src/provider/requests.ts';
import type { OrbstackProvider } from '../../../src/providers/orbstack/create-provider.ts';
import { orbstack } from '../../../src/providers/orbstack/orbstack.ts';
import type { Constraints } from '../../../src/testbed/constraints.ts';
import type { Drift } from '../../../src/testbed/drift.ts';
import type { FaultInjector } from '../../../src/testbed/fault.ts';
import type { LedgerEntry } from '../../../src/testbed/ledger.ts';
import type { Network } from '../../../src/testbed/network.ts';
import type { World } from '../../../src/testbed/testbed.ts';
import { image } from './image.ts';

/** A world on the real engine, with the abilities that the docker testbed has. */
export interface DockerWorld {
  readonly runId: string;
  readonly provider: OrbstackProvider;
  readonly faults: FaultInjector;
  readonly drift: Drift;
  readonly constraints: Constraints;
  readonly network: Network;
  entries(): Promise<readonly LedgerEntry[]>;
  close(): Promise<void>;
}

const whatMustNotChange = 'what the engine holds (nothing else may use it during these tests)';

/** Tests after which the engine must hold what it held before, whatever happened in them. */
export const test = base
  .extend('untouchedEngine', { auto: true }, async ({ task: _ }, { onCleanup }) => {
    const before = await inventory();
    onCleanup(async () => expect(await inventory(), whatMustNotChange).toEqual(before));
    return before;
  })
  .extend('world', async ({ untouchedEngine: _ }, { onCleanup }) => {
    const world = await openWorld();
    onCleanup(() => world.close());
    return world;
  })
  .extend('otherWorld', async ({ untouchedEngine: _ }, { onCleanup }) => {
    const world = await openWorld();
    onCleanup(() => world.close());
    return world;
  });

/** The smallest request that the engine honours quickly. */
export const small: SpawnRequest = { spec: { cpus: 1, memoryMiB: 32 } };

/** A world, of a run of its own where none is given. Whoever opens one closes it. */
export async function openWorld(runId: string = randomUUID()): Promise<DockerWorld> {
  const signal = new AbortController().signal;
  const world = await dockerOrbstack.open({ module: orbstack, seed: 7, runId, settings: { image }, signal });
  const { ledger, ...abilities } = mustBeAble(world);
  return {
    runId,
    ...abilities,
    // The testbed is given the module of OrbStack, and hands on what that makes.
    provider: world.registration.provider as OrbstackProvider,
    entries: () => ledger.entries(),
    close: () => world.close(),
  };
}

type Abilities = Required<Pick<World, 'ledger' | 'faults' | 'drift' | 'constraints' | 'network'>>;

function mustBeAble({ ledger, faults, drift, constraints, network }: World): Abilities {
  if (ledger && faults && drift && constraints && network) return { ledger, faults, drift, constraints, network };
  throw new Error('the docker testbed lost an ability');
}

const timeoutMs = 30_000;

/** Asks the engine directly. Throws what docker printed where it failed. */
export async function docker(...args: readonly string[]): Promise<string> {
  const { stdout } = await execa('docker', args, { timeout: timeoutMs });
  return stdout;
}

/** Runs a script inside a container, and gives exactly what it printed. */
export async function inside(id: string, script: string): Promise<string> {
  const { stdout } = await execa('docker', ['exec', id, '/bin/sh', '-c', script], {
    stripFinalNewline: false,
    timeout: timeoutMs,
  });
  return stdout;
}

/** Waits for the end of a bootstrap, and gives its exit code. */
export async function bootstrapEnd(id: string): Promise<string> {
  const script = 'until cat /run/assay/exit-code || cat /tmp/assay/exit-code; do sleep 0.05; done 2>/dev/null';
  return (await inside(id, script)).trim();
}

/** Makes an image that differs from the usual one as `docker import --change` says, for as long as `use` takes. */
export async function withImage(changes: readonly string[], use: (image: string) => Promise<void>): Promise<void> {
  const made = `assay-test:${randomUUID()}`;
  const id = await docker('create', image);
  try {
    await docker('commit', ...changes.flatMap((change) => ['--change', change]), id, made);
  } finally {
    await docker('rm', id);
  }
  try {
    await use(made);
  } finally {
    await docker('rmi', '--force', made);
  }
}

export interface Inventory {
  readonly containers: readonly string[];
  readonly volumes: readonly string[];
  readonly networks: readonly string[];
  readonly images: readonly string[];
}

/** Everything that the engine holds, whoever made it. */
export async function inventory(): Promise<Inventory> {
  const [containers, volumes, networks, images] = await Promise.all([
    lines('ps', '--all', '--no-trunc', '--format', '{{.ID}} {{.Names}}'),
    lines('volume', 'ls', '--format', '{{.Name}}'),
    lines('network', 'ls', '--no-trunc', '--format', '{{.ID}} {{.Name}}'),
    lines('images', '--all', '--no-trunc', '--format', '{{.ID}} {{.Repository}}:{{.Tag}}'),
  ]);
  return { containers, volumes, networks, images };
}

async function lines(...args: readonly string[]): Promise<readonly string[]> {
  const printed = await docker(...args);
  return printed
    .split('\n')
    .filter((line) => line !== '')
    .sort();
}

export interface Ended {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

const runOptions = {
  cwd: new URL('../../..', import.meta.url).pathname,
  reject: false,
  stdin: 'ignore',
  timeout: 240_000,
} as const;

/** Starts the real command line, as it is built. In a group of processes of its own, as a shell does, where wanted. */
export function startAssay(
  args: readonly string[],
  group: Pick<Options, 'detached'> = {},
  more: Readonly<Record<string, string>> = {},
) {
  // What a killed run leaves is looked at here, so nobody may be quicker.
  const env = { NO_COLOR: '1', FORCE_COLOR: undefined, CI: undefined, ASSAY_WATCHDOG: 'off', ...more };
  return execa(process.execPath, ['bin/assay.js', ...args], { ...runOptions, ...group, env });
}

/** Runs the real command line to its end. */
export async function runAssay(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const { exitCode, stdout, stderr } = await execa(process.execPath, ['bin/assay.js', ...args], {
    ...runOptions,
    env: { NO_COLOR: '1', ...env },
  });
  return { exitCode, stdout, stderr };
}

/** A folder for reports, for as long as `use` takes. */
export async function withOutDir(use: (outDir: string) => Promise<void>): Promise<void> {
  const outDir = await mkdtemp(join(tmpdir(), 'assay-'));
  try {
    await use(outDir);
  } finally {
    await rm(outDir, { recursive: true });
  }
}

export async function readReport(outDir: string): Promise<Report> {
  return JSON.parse(await readFile(join(outDir, 'report.json'), 'utf8'));
}
