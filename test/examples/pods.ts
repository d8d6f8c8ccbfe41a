import { mkdir, mkdtemp, readFile, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { parse } from 'yaml';
import { root } from '../cli/run-assay.ts';

/** An indexed job, as far as the tests read it. */
export interface IndexedJob {
  readonly kind: string;
  readonly spec: {
    readonly completions: number;
    readonly podFailurePolicy: { readonly rules: readonly object[] };
    readonly template: { readonly spec: { readonly containers: readonly [Container] } };
  };
}

interface Container {
  readonly command: readonly [string, ...string[]];
  readonly args: readonly string[];
  readonly env: readonly { readonly name: string; readonly value: string }[];
}

/** A job of `examples/kubernetes`, and what its first line says to do when it has ended. */
export async function readJob(name: string): Promise<{ readonly job: IndexedJob; readonly merge: string }> {
  const text = await readFile(join(root, 'examples', 'kubernetes', `${name}-job.yaml`), 'utf8');
  return { job: parse(text), merge: /^# .*; then: npx (.*)$/m.exec(text)?.[1] ?? '' };
}

/** A folder with what the image of a pod has: Assay, a provider by the name of mine, and control planes. */
export async function makeImageFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'assay-pods-'));
  await mkdir(join(folder, 'node_modules', '.bin'), { recursive: true });
  await symlink(join(root, 'bin', 'assay.js'), join(folder, 'node_modules', '.bin', 'assay'));
  for (const [name, text] of Object.entries(imageFiles)) await writeFile(join(folder, name), text);
  return folder;
}

const own = (file: string) => JSON.stringify(join(root, file));

const imageFiles: Readonly<Record<string, string>> = {
  'package.json': '{"type":"module"}',
  'my-provider.ts': `
    import { createOrbstack, orbstackTestbeds } from ${own('src/public/testbed.ts')};
    export default { name: 'mine', create: createOrbstack, testbeds: orbstackTestbeds };
  `,
  'my-control-plane.ts': `export { default } from ${own('test/cli/subjects/sound-control-plane.ts')};`,
  'naive.ts': `export { default } from ${own('docs/examples/first-day.ts')};`,
};

/** Starts what a node starts for the pod of an index: `folder` is its working directory, and `folder/reports` its volume. */
export function startPod({ spec }: IndexedJob, index: number, folder: string) {
  const [container] = spec.template.spec.containers;
  const told = Object.fromEntries(container.env.map(({ name, value }) => [name, value]));
  return startContainer(container, { ...told, JOB_COMPLETION_INDEX: String(index) }, folder);
}

/** The same for a container whose environment is known. */
export function startContainer(
  { command, args }: Pick<Container, 'command' | 'args'>,
  env: Readonly<Record<string, string>>,
  folder: string,
) {
  const [shell, ...before] = command;
  return execa(shell, [...before, ...args.map((text) => onVolume(text, folder))], {
    cwd: folder,
    env: { PATH: path, HOME: folder, ...env },
    extendEnv: false,
    reject: false,
    stdin: 'ignore',
  });
}

/** Runs what a job says to do when it has ended, with the result in `folder/merged`. */
export function mergeAs(line: string, folder: string) {
  const command = `exec node_modules/.bin/${onVolume(line, folder)} --out merged`;
  return execa('sh', ['-c', command], { cwd: folder, env: { PATH: path }, reject: false });
}

/** A line of a shell, with the volume of the pods where it lies on this machine. */
function onVolume(line: string, folder: string): string {
  return line.replaceAll('/reports', join(folder, 'reports'));
}

/** With the Node that runs this test first. */
const path: string = `${join(process.execPath, '..')}:${process.env.PATH}`;
