import { expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import type { RegisteredProvider } from '../../src/registry/registered-provider.ts';
import { findRegistered, registeredProviders } from '../../src/registry.ts';
import type { Testbed } from '../../src/testbed/testbed.ts';
import { fakeServices } from './fake-services.ts';
import { fakeTerminal } from './fake-terminal.ts';
import { root } from './run-assay.ts';

const [orbstack] = registeredProviders;
const [simulated] = orbstack?.testbeds ?? [];

function testbed(name: string, probe: Testbed['probe']): Testbed {
  return { ...(simulated as Testbed), name, fidelity: 'live', probe };
}

/** As the real one, and `acme`, of which three testbeds cannot be used. */
async function doctor(...argv: readonly string[]) {
  const acme: RegisteredProvider = {
    ...(orbstack as RegisteredProvider),
    name: 'acme',
    testbeds: [
      testbed('ready', async () => null),
      testbed('live', async () => 'ACME_KEY is not set\u0007'),
      testbed('broken', () => Promise.reject(new Error('the probe itself broke'))),
    ],
  };
  const terminal = fakeTerminal(root);
  const registry = async () => ({
    registeredProviders: [{ ...(orbstack as RegisteredProvider), testbeds: [simulated as Testbed] }, acme],
    findRegistered: (name: string) =>
      name === 'acme' ? { module: acme.module, testbeds: acme.testbeds, sourcePath: '' } : findRegistered(name),
  });
  const exitCode = await main(['doctor', ...argv], terminal, { ...fakeServices(), registry });
  return { exitCode, out: terminal.out(), err: terminal.err() };
}

test('without a name it tells of everything, and never fails', async () => {
  const { exitCode, out } = await doctor();
  expect(exitCode).toBe(0);
  expect(out).toMatch(/^ *yes {2}Node /);
  expect(out).toMatch(/yes {2}orbstack on simulated +ready \(simulated\)/);
  expect(out).toMatch(/yes {2}acme on ready +ready \(live\)/);
  expect(out).toMatch(/no +acme on live +ACME_KEY is not set/);
  expect(out).toMatch(/no +acme on broken +the probe itself broke/);
  expect(out).not.toContain(String.fromCharCode(7));
});

test.each([
  [['orbstack'], 0, ['orbstack on simulated']],
  [['acme'], 2, ['acme on ready', 'acme on live', 'acme on broken']],
  [['acme', '--testbed', 'ready'], 0, ['acme on ready']],
  [['--testbed', 'live'], 2, ['acme on live']],
])('%j is exit code %i', async (argv, code, whats) => {
  const { exitCode, out } = await doctor(...argv, '--json');
  const { findings } = JSON.parse(out) as { findings: readonly { what: string }[] };
  expect({ exitCode, whats: findings.map(({ what }) => what) }).toEqual({ exitCode: code, whats: ['Node', ...whats] });
});

test.each([
  [
    ['orbstak'],
    'assay: there is no provider orbstak: did you mean orbstack?; a module is given by its path, such as ./orbstak.ts\n',
  ],
  [
    ['acme', '--testbed', 'lve'],
    'assay: --testbed "lve": nobody has it (did you mean live?); choose one of ready, live, broken\n',
  ],
])('%j is refused with what is near', async (argv, err) => {
  expect(await doctor(...argv)).toEqual({ exitCode: 2, out: '', err });
});
