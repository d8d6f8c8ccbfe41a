import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { root } from '../cli/run-assay.ts';

test.each(['certify', 'chaos'])(
  'the job of %s is indexed, tells its pods how many there are, and tries no failure again',
  async (name) => {
    const { kind, spec } = parse(await readFile(join(root, 'examples', 'kubernetes', `${name}-job.yaml`), 'utf8'));
    const [container] = spec.template.spec.containers;
    expect(kind).toBe('Job');
    expect(spec).toMatchObject({ completionMode: 'Indexed', completions: spec.parallelism, backoffLimitPerIndex: 1 });
    expect(spec.podFailurePolicy.rules.at(-1)).toMatchObject({ action: 'FailIndex' });
    expect(spec.template.spec).toMatchObject({ restartPolicy: 'Never', automountServiceAccountToken: false });
    expect(container.env).toEqual([{ name: 'JOB_COMPLETIONS', value: String(spec.completions) }]);
    expect(container.args[0]).toMatch(
      new RegExp(`^exec npx --no-install assay ${name} .*--shard auto .*--out /reports`),
    );
  },
);
