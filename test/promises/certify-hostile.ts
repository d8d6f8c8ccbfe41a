import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { certify } from '../../src/engine/certify.ts';
import type { CertifyOptions, CertifyResult } from '../../src/engine/certify-options.ts';
import type { Outcome } from '../../src/engine/report.ts';
import type { RunLimits } from '../../src/engine/run-limits.ts';
import { root } from '../cli/run-assay.ts';

/** Small enough that a provider which hangs or floods is given up in seconds. */
export const smallLimits: RunLimits = {
  stallMs: 6_000,
  contractDeadlineMs: 20_000,
  suspendedGapMs: 30_000,
  heapMaxMiB: 128,
  outputMaxMiB: 8,
};

/** Certifies hostile modules by name, or `orbstack`, with the worker as it is built. */
export async function certifyHostile(
  names: readonly string[],
  contracts: readonly string[],
  changes: Partial<CertifyOptions> = {},
): Promise<CertifyResult> {
  const outDir = await mkdtemp(join(tmpdir(), 'assay-promises-'));
  try {
    return await certify({
      subjects: names.map((name) =>
        name === 'orbstack'
          ? { kind: 'registered', name }
          : { kind: 'module', path: join(root, 'fixtures', 'hostile', `${name}.ts`) },
      ),
      settings: {},
      seed: 3,
      runs: 3,
      contracts: (id) => contracts.includes(id),
      workers: 1,
      costOf: () => 1,
      outDir,
      stored: [],
      signal: new AbortController().signal,
      limits: smallLimits,
      watchdog: false,
      env: process.env,
      workerUrl: new URL('dist/cli/worker.js', `file://${root}`),
      onEvent: () => {},
      ...changes,
    });
  } finally {
    await rm(outDir, { recursive: true });
  }
}

/** The outcomes of what was asked, by provider. */
export function judged({ report }: CertifyResult): readonly (readonly Outcome[])[] {
  return report.providers.map(({ outcomes }) => outcomes.filter(({ reason }) => reason?.code !== 'filtered'));
}
