import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { serveCloud } from '../../src/clouds/served/serve.ts';
import { servedOrbstack } from '../../src/clouds/served/testbed.ts';
import { mustExpire } from '../../src/engine/must-expire.ts';
import type { AnyProvider } from '../../src/provider/provider.ts';
import { supports } from '../../src/provider/supports.ts';
import { orbstack } from '../../src/providers/orbstack/orbstack.ts';
import { registeredProviders } from '../../src/registry.ts';
import { runAssay } from '../cli/run-assay.ts';
import { withLyingWorld } from './lying-world.ts';

test('A6: whatever is made at a service that can expire carries its expiry, as its testbed says', async ({ task }) => {
  const ends = registeredProviders.flatMap(({ testbeds }) => testbeds).filter(({ expiry }) => expiry === 'service');
  expect(ends.map(({ name }) => name)).toEqual(['served']);
  const served = await serveCloud({ seed: 3 });
  const sent = vi.spyOn(globalThis, 'fetch');
  const settings = { url: served.url, expireAfterMs: '90000' };
  const { signal } = new AbortController();
  const world = await servedOrbstack.open({ module: orbstack, seed: 3, runId: 'run-of-a6', settings, signal });
  await makeOneOfEach(world.registration.provider);
  const creates = sent.mock.calls
    .filter(([url, init]) => init?.method === 'POST' && /\/v1\/[a-z-]+$/.test(String(url)))
    .map(([url, init]) => [new URL(String(url)).pathname, JSON.parse(String(init?.body)).expires_in_s]);
  expect(creates).toEqual([
    ['/v1/machines', 90],
    ['/v1/snapshots', 90],
    ['/v1/volumes', 90],
    ['/v1/warm-volumes', 90],
    ['/v1/spot-requests', 90],
  ]);
  sent.mockRestore();
  await world.close();
  await served.close();
  task.meta.figure = `${creates.length} kinds of creates, ${creates.length} carry it`;
});

async function makeOneOfEach(provider: AnyProvider): Promise<void> {
  const spec = { cpus: 1, memoryMiB: 256 };
  const { id } = await provider.spawn({ spec });
  await expect.poll(async () => (await provider.get(id))?.status, { timeout: 5_000 }).toBe('running');
  if (supports(provider, 'snapshots')) await provider.createSnapshot(id);
  if (supports(provider, 'persistentVolumes')) await provider.createVolume({ sizeGiB: 1 });
  if (supports(provider, 'warmVolumes')) await provider.claimWarmVolume({});
  if (supports(provider, 'spot')) await provider.requestSpotInstance({ spec, maxPriceUsdPerHour: 1 });
}

test('A6: a harness that is killed, with nobody to watch over it, is billed until the expiry and no longer', {
  timeout: 60_000,
}, async ({ task }) => {
  await withLyingWorld(async (world) => {
    const { signal } = await world.certify(
      'volumes.*',
      { ASSAY_FAULT_AT: 'after-id-journalled:2' },
      { flags: ['--expire-after', '4s'] },
    );
    expect(signal).toBe('SIGKILL');
    const left = (await world.held()).length;
    expect(left).toBeGreaterThan(0);
    await expect.poll(world.held, { timeout: 15_000, interval: 100 }).toEqual([]);
    expect(await world.canary()).toBe(2);
    const { exitCode, all } = await world.sweep();
    expect(exitCode, all).toBe(0);
    task.meta.figure = `${left} left by the kill, expiry 4 s: 0 left without watchdog or sweep`;
  });
});

test('A6: a real service that ends nothing by itself is used only where that is allowed', ({ task }) => {
  const live = { name: 'ec2', fidelity: 'live' } as const;
  const usdPerHour = () => 0.1;
  const refused = [
    [live, {}],
    [{ ...live, expiry: 'none' }, {}],
    [{ ...live, expiry: 'service' }, { expiry: 'none' }],
    [{ ...live, expiry: 'unknown' }, { usdPerHour }],
  ] as const;
  for (const [testbed, registration] of refused) {
    expect(() => mustExpire(testbed, registration, {})).toThrow('add --allow-no-expiry');
    mustExpire(testbed, registration, { allowNoExpiry: 'yes' });
  }
  mustExpire({ ...live, expiry: 'service' }, { usdPerHour }, {});
  mustExpire({ ...live, expiry: 'unknown' }, { expiry: 'service', usdPerHour }, {});
  mustExpire({ ...live, expiry: 'unknown' }, {}, {});
  mustExpire({ name: 'docker', fidelity: 'local' }, { usdPerHour }, {});
  task.meta.figure = `${refused.length} services that end nothing: ${refused.length} refused, and run when allowed`;
});

test('A6: a provider that bills and does not expire is refused in one message, exit 2, until it is allowed', async ({
  task,
}) => {
  const args = ['certify', './test/cli/subjects/priced.ts', '--contracts', 'observe.unknown-is-null', '--runs', '1'];
  const outDir = mkdtempSync(join(tmpdir(), 'assay-a6-'));
  const refused = await runAssay([...args, '--out', outDir]);
  expect([refused.exitCode, refused.stderr.split('--allow-no-expiry').length]).toEqual([2, 2]);
  // Nothing was made, and there is nothing to sweep.
  expect(readdirSync(join(outDir, 'journal'))).toEqual([]);
  const allowed = await runAssay([...args, '--out', outDir, '--allow-no-expiry']);
  rmSync(outDir, { recursive: true });
  expect(allowed.exitCode, allowed.stderr).not.toBe(2);
  task.meta.figure = 'exit 2, one message';
});
