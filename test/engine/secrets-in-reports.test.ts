import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runAssay } from '../cli/run-assay.ts';

const fixture = join(import.meta.dirname, '..', '..', 'fixtures', 'mutants', 'tailnet-key-is-an-argument.ts');

test('no report, failure file or message holds the key of a tailnet, also when the contract fails over it', async () => {
  const out = mkdtempSync(join(tmpdir(), 'assay-secrets-'));
  const flags = ['--contracts', 'tailnet.*', '--seed', '1', '--runs', '5', '--reporter', 'json', '--out', out];
  const { exitCode, stdout, stderr } = await runAssay(['certify', fixture, ...flags]);
  expect(exitCode).toBe(1);
  const isFailed = ({ outcome }: { outcome: string }) => outcome === 'fail';
  const failed = JSON.parse(stdout).providers[0].outcomes.filter(isFailed);
  expect(failed.map(({ contract }: { contract: string }) => contract)).toEqual(['tailnet.key-stays-secret']);
  expect(failed[0].counterexample.program.join('\n')).toContain('secret:');

  const files = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  expect(files.length).toBeGreaterThan(1);
  const written = files.map((file) => readFileSync(join(file.parentPath, file.name), 'utf8'));
  expect([stdout, stderr, ...written].join('')).not.toContain('tskey-auth');
  rmSync(out, { recursive: true });
});
