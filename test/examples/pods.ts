import { readFile } from 'node:fs/promises';
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

/** Starts what a node starts for the pod of an index: `folder` is its working directory, and `folder/reports` its volume. */
export function startPod({ spec }: IndexedJob, index: number, folder: string) {
  const [{ command, args, env }] = spec.template.spec.containers;
  const [shell, ...before] = command;
  const told = Object.fromEntries(env.map(({ name, value }) => [name, value]));
  return execa(shell, [...before, ...args.map((text) => onVolume(text, folder))], {
    cwd: folder,
    env: { PATH: path, HOME: folder, ...told, JOB_COMPLETION_INDEX: String(index) },
    extendEnv: false,
    reject: false,
    stdin: 'ignore',
  });
}

/** A line of a shell, with the volume of the pods where it lies on this machine. */
export function onVolume(line: string, folder: string): string {
  return line.replaceAll('/reports', join(folder, 'reports'));
}

/** With the Node that runs this test first. */
export const path: string = `${join(process.execPath, '..')}:${process.env.PATH}`;
