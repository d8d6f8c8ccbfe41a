import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeImageFolder, mergeAs, readJob, startPod } from './pods.ts';

let folder = '';
beforeAll(async () => {
  folder = await makeImageFolder();
});
afterAll(() => rm(folder, { recursive: true }));

describe.each(['certify', 'chaos'])('the job of %s', (name) => {
  test('is indexed, tells its pods how many there are, and tries no failure again', async () => {
    const { job } = await readJob(name);
    const { kind, spec } = job;
    const [container] = spec.template.spec.containers;
    expect(kind).toBe('Job');
    expect(spec).toMatchObject({ completionMode: 'Indexed', parallelism: spec.completions, backoffLimitPerIndex: 1 });
    expect(spec.podFailurePolicy.rules).toMatchObject([
      { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget' }] },
      { action: 'FailIndex', onExitCodes: { operator: 'NotIn', values: [0] } },
    ]);
    expect(spec.template.spec).toMatchObject({ restartPolicy: 'Never', automountServiceAccountToken: false });
    expect(container.env).toEqual([{ name: 'JOB_COMPLETIONS', value: String(spec.completions) }]);
  });

  test('is let into a namespace that enforces the standard "restricted"', async () => {
    const { job } = await readJob(name);
    const pod = job.spec.template.spec;
    expect(pod).toMatchObject({ securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } } });
    expect(pod.containers[0]).toMatchObject({
      securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
    });
  });
});

test.each([
  ['certify', 'report.json', /"verdict": "certified"/],
  ['chaos', 'chaos-report.json', /"verdict": "pass"/],
])(
  'what the pods of %s write is the whole when it is merged as the job says',
  async (name, report, verdict) => {
    const { job, merge } = await readJob(name);
    const fewer = JSON.parse(JSON.stringify(job).replace('--seeds 10000', '--seeds 40'));
    const pods = Array.from({ length: job.spec.completions }, (_, index) => startPod(fewer, index, folder));
    for (const pod of await Promise.all(pods)) expect(pod).toMatchObject({ exitCode: 0 });
    expect(await mergeAs(merge, folder)).toMatchObject({ exitCode: 0 });
    expect(await readFile(join(folder, 'merged', report), 'utf8')).toMatch(verdict);
  },
  240_000,
);

test.each([
  ['certify', 'parts/3/report.json', { run: { interrupted: true } }],
  ['chaos', 'shards/4-of-4/chaos-report.json', { verdict: 'inconclusive' }],
])('a pod of %s that is evicted as soon as it says a word writes what it got to', async (name, report, interrupted) => {
  const { job } = await readJob(name);
  const volume = join(folder, 'reports');
  await rm(volume, { recursive: true, force: true });
  const pod = startPod(job, 3, folder);
  pod.stderr.once('data', () => pod.kill('SIGTERM'));
  expect(await pod).toMatchObject({ exitCode: 143 });
  expect(JSON.parse(await readFile(join(volume, report), 'utf8'))).toMatchObject(interrupted);
});
