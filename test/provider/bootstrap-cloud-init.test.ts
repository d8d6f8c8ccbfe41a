import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { anyEnvironment, boundaryEnvironments } from '../../src/contracts/generators/environment.ts';
import { generateBootstrap } from '../../src/provider/generate-bootstrap.ts';

interface CloudConfig {
  readonly write_files: readonly {
    readonly path: string;
    readonly owner: string;
    readonly permissions: string;
    readonly encoding: string;
    readonly content: string;
  }[];
  readonly runcmd: readonly (readonly string[])[];
}

test.each(['1.1', '1.2'] as const)(
  'read as YAML %s it is the shell bootstrap, as a root-only file that is run',
  (version) => {
    fc.assert(
      fc.property(anyEnvironment(), (environment) => {
        const request = { environment, commands: ['exit 3'] };
        const { content } = generateBootstrap({ ...request, format: 'cloud-init' });
        expect(content.startsWith('#cloud-config\n')).toBe(true);
        mustCarry(parse(content, { version }) as CloudConfig, generateBootstrap(request).content);
      }),
    );
  },
);

const python = spawnSync('python3', ['-c', 'import yaml'], { stdio: 'ignore' });

test.skipIf(python.status !== 0)(
  'read by PyYAML, as cloud-init reads it, it is the same (needs python3 with yaml)',
  () => {
    const requests = boundaryEnvironments.map((environment) => ({ environment, commands: ['true'] }));
    const contents = requests.map((request) => generateBootstrap({ ...request, format: 'cloud-init' }).content);
    const script = 'import json, sys, yaml; print(json.dumps([yaml.safe_load(c) for c in json.load(sys.stdin)]))';
    const { stdout } = spawnSync('python3', ['-c', script], { input: JSON.stringify(contents), encoding: 'utf8' });
    const parsed = JSON.parse(stdout) as CloudConfig[];
    expect(parsed).toHaveLength(requests.length);
    parsed.forEach((config, index) => {
      mustCarry(config, generateBootstrap(requests[index] ?? {}).content);
    });
  },
);

function mustCarry(config: CloudConfig, script: string): void {
  const [file] = config.write_files;
  expect(file).toMatchObject({ owner: 'root:root', permissions: '0700', encoding: 'b64' });
  expect(Buffer.from(file?.content ?? '', 'base64').equals(Buffer.from(script))).toBe(true);
  expect(config.runcmd).toEqual([['/bin/sh', file?.path]]);
}
