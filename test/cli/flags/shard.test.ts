import { expect, test } from 'vitest';
import { parseShard } from '../../../src/cli/flags/shard.ts';

test.each([
  ['1/3', { index: 1, count: 3 }],
  ['3/3', { index: 3, count: 3 }],
  ['1/1', { index: 1, count: 1 }],
])('--shard %s is read', (value, shard) => {
  expect(parseShard(value, {})).toEqual(shard);
});

test.each(['0/3', '4/3', 'a/b', '1', '1/3/5', '-1/3', '1.5/3', '', '1/0'])('--shard %j is refused', (value) => {
  expect(() => parseShard(value, {})).toThrow(
    `--shard ${JSON.stringify(value)} is not a part of a whole: write 1/3, 2/3 and 3/3 for three machines, or auto`,
  );
});

test.each<[string, Readonly<Record<string, string>>, string]>([
  ['GitLab', { CI_NODE_INDEX: '1', CI_NODE_TOTAL: '3' }, '1/3'],
  ['CircleCI', { CIRCLE_NODE_INDEX: '0', CIRCLE_NODE_TOTAL: '3' }, '1/3'],
  ['Buildkite', { BUILDKITE_PARALLEL_JOB: '2', BUILDKITE_PARALLEL_JOB_COUNT: '3' }, '3/3'],
  ['Kubernetes', { JOB_COMPLETION_INDEX: '0', JOB_COMPLETIONS: '4' }, '1/4'],
  ['SLURM', { SLURM_ARRAY_TASK_ID: '3', SLURM_ARRAY_TASK_MIN: '1', SLURM_ARRAY_TASK_COUNT: '3' }, '3/3'],
  [
    'SLURM with steps',
    {
      SLURM_ARRAY_TASK_ID: '20',
      SLURM_ARRAY_TASK_MIN: '10',
      SLURM_ARRAY_TASK_STEP: '10',
      SLURM_ARRAY_TASK_COUNT: '3',
    },
    '2/3',
  ],
])('--shard auto takes its place from %s', (_, env, shard) => {
  const { index, count } = parseShard('auto', env);
  expect(`${index}/${count}`).toBe(shard);
});

test.each<[string, Readonly<Record<string, string>>, string]>([
  ['nothing is set', {}, 'finds no place in the environment: set one of CI_NODE_INDEX (GitLab), '],
  ['only the index is set', { JOB_COMPLETION_INDEX: '0' }, 'JOB_COMPLETION_INDEX is set and JOB_COMPLETIONS is not: '],
  ['it is no number', { CI_NODE_INDEX: 'x', CI_NODE_TOTAL: '3' }, 'CI_NODE_INDEX=x and CI_NODE_TOTAL=3 are no part'],
  ['it is out of range', { CI_NODE_INDEX: '4', CI_NODE_TOTAL: '3' }, 'CI_NODE_INDEX=4 and CI_NODE_TOTAL=3 are no part'],
  [
    'the array has holes',
    { SLURM_ARRAY_TASK_ID: '7', SLURM_ARRAY_TASK_MIN: '1', SLURM_ARRAY_TASK_COUNT: '3' },
    'SLURM_ARRAY_TASK_ID=7 and SLURM_ARRAY_TASK_COUNT=3 are no part',
  ],
])('--shard auto is refused where %s', (_, env, message) => {
  expect(() => parseShard('auto', env)).toThrow(message);
});
