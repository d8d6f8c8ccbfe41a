import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readCompositeAction } from '../../scripts/action/composite-action.ts';
import { root } from '../cli/run-assay.ts';
import { blocks, pages } from '../docs/pages.ts';

const read = (path: string) => readFileSync(join(root, path), 'utf8');

interface Step {
  readonly run?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
}

interface Job {
  readonly needs?: string;
  readonly permissions: Readonly<Record<string, string>>;
  readonly 'timeout-minutes': number;
  readonly steps: readonly Step[];
}

const action = readCompositeAction(root);
const nightly: { readonly permissions: object; readonly jobs: Readonly<Record<string, Job>> } = parse(
  read('.github/workflows/nightly.yml'),
);
const nightlySteps = Object.values(nightly.jobs).flatMap(({ steps }) => steps);

interface GitlabJob {
  readonly stage: string;
  readonly needs?: readonly string[];
  readonly script: readonly string[];
}

const { stages, ...gitlabJobs }: Record<string, GitlabJob> & { readonly stages: readonly string[] } = parse(
  read('docs/recipes/gitlab.yml'),
);

/** The workflows that pages show. */
const shown = pages.flatMap((page) =>
  blocks(page, 'yaml')
    .map((text): { readonly jobs?: Readonly<Record<string, Job>> } => parse(text))
    .flatMap(({ jobs = {} }) => Object.values(jobs).flatMap(({ steps = [] }) => steps))
    .flatMap(({ run }) => (run === undefined ? [] : [[`${page.path}: ${run}`, run] as const])),
);

const scripts: readonly (readonly [string, string])[] = [
  ...action.runs.steps.map(({ name, run }) => [`action.yml: ${name}`, run] as const),
  ...nightlySteps.flatMap(({ run }) => (run === undefined ? [] : [[`nightly.yml: ${run}`, run] as const])),
  ...Object.entries(gitlabJobs).flatMap(([name, { script }]) =>
    script.map((line) => [`gitlab.yml: ${name}: ${line.slice(0, 30)}`, line] as const),
  ),
  ...shown,
  ...['action/certify', '.ci/build-site', '.ci/publish-site'].map((path) => [path, read(path)] as const),
];

describe.each(scripts)('%s', (_what, script) => {
  test('G5: is a script of bash, and nothing from outside becomes part of it', () => {
    const { status, stderr } = spawnSync('bash', ['-n'], { input: script, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(script).not.toContain('${{');
    expect(script).not.toMatch(/\beval\b/);
  });
});

test('what scripts run is there', () => {
  const called = scripts.flatMap(([, script]) => [
    ...script.matchAll(/\bbash "?(?:\$GITHUB_ACTION_PATH\/)?([\w./-]+)/g),
  ]);
  const files = called.map(([, path]) => path ?? '').filter((path) => !path.startsWith('-'));
  expect(files).toEqual(expect.arrayContaining(['action/certify', '.ci/build-site', '.ci/publish-site']));
  expect(files.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test('every input of the action is used, and every output comes from a step that there is', () => {
  const used = action.runs.steps
    .flatMap(({ env }) => Object.values(env))
    .map((text) => /inputs\.([\w-]+)/.exec(text)?.[1]);
  expect(used.toSorted()).toEqual(Object.keys(action.inputs).toSorted());
  const script = read('action/certify');
  for (const [name, { value }] of Object.entries(action.outputs)) {
    const [, step, output] = /^\$\{\{ steps\.([\w-]+)\.outputs\.([\w-]+) \}\}$/.exec(value) ?? [];
    expect([name, action.runs.steps.some(({ id }) => id === step)]).toEqual([name, true]);
    expect(script).toContain(`\noutput ${output} `);
  }
});

test('the nightly workflow gives the action only inputs that it has', () => {
  const own = nightlySteps.filter(({ uses }) => uses === './');
  expect(own).toHaveLength(1);
  for (const step of own)
    expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(Object.keys(step.with ?? {})));
});

test('the nightly workflow may do no more than it needs, and only what publishes may write', () => {
  expect(nightly.permissions).toEqual({});
  expect(Object.entries(nightly.jobs).map(([name, job]) => [name, job.permissions])).toEqual([
    ['certify', { contents: 'read' }],
    ['publish', { contents: 'write' }],
  ]);
  for (const job of Object.values(nightly.jobs)) expect(job['timeout-minutes']).toBeLessThanOrEqual(60);
});

test('the key that signs is told to nothing but the step that signs', () => {
  const told = nightlySteps.filter((step) => JSON.stringify(step).includes('secrets.'));
  expect(told.map(({ uses }) => uses)).toEqual(['./']);
});

test('foreign actions are those of GitHub, pinned by a version', () => {
  const foreign = nightlySteps.flatMap(({ uses }) => uses ?? []).filter((name) => name !== './');
  expect(foreign.length).toBeGreaterThan(3);
  for (const name of foreign) expect(name).toMatch(/^actions\/[\w-]+@(v\d+|[0-9a-f]{40})$/);
});

test('jobs wait for jobs that there are, in stages that there are', () => {
  expect(Object.values(nightly.jobs).flatMap(({ needs }) => needs ?? [])).toEqual(['certify']);
  for (const { stage, needs = [] } of Object.values(gitlabJobs)) {
    expect(stages).toContain(stage);
    expect(Object.keys(gitlabJobs)).toEqual(expect.arrayContaining([...needs]));
  }
});
