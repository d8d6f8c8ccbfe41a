import { expect, test } from 'vitest';
import { createMachineDisk } from '../../../src/clouds/orbctl/disk.ts';
import { createLedger } from '../../../src/clouds/orbctl/ledger.ts';
import { createRunMachines } from '../../../src/clouds/orbctl/machines.ts';
import { createMachineShell } from '../../../src/clouds/orbctl/shell.ts';
import { sweepRun } from '../../../src/clouds/orbctl/sweep.ts';
import { supports } from '../../../src/provider/supports.ts';
import { createOrbstack } from '../../../src/providers/orbstack/orbstack.ts';
import { createRealClock } from '../../../src/testbed/real-clock.ts';
import { openStandIn } from '../../providers/orbstack/hosts/orbctl-stand-in.ts';

// Over the stand-in of fixtures/bin, as real processes.

const { sleep } = createRealClock();
const request = { spec: { cpus: 1, memoryMiB: 512 }, tags: { team: 'x' } };

test('the ledger tells what a run made, without asking the provider, and remembers it', async () => {
  const standIn = await openStandIn();
  const { provider } = createOrbstack(standIn.context({ ORBSTACK_RUN: 'run-1' }));
  await createOrbstack(standIn.context({ ORBSTACK_RUN: 'run-2' })).provider.spawn(request);
  const ledger = createLedger(createRunMachines(standIn.exec, 'run-1'));
  const { id } = await provider.spawn(request);
  const entry = { kind: 'instance', id, tags: { team: 'x' } };
  expect(await ledger.entries()).toEqual([{ ...entry, gone: false, running: true }]);
  await provider.terminate(id);
  expect(await ledger.entries()).toEqual([{ ...entry, gone: true, running: false }]);
});

test('a sweep removes machines, snapshots and the helper of its run, and nothing else', async () => {
  const standIn = await openStandIn();
  const machines = createRunMachines(standIn.exec, 'run-1');
  await standIn.orbctl('create', 'alpine', 'assay-work');
  await createOrbstack(standIn.context({ ORBSTACK_RUN: 'run-2' })).provider.spawn(request);
  const foreign = await standIn.names();

  const { provider } = createOrbstack(standIn.context({ ORBSTACK_RUN: 'run-1' }));
  const { id } = await provider.spawn(request);
  if (!supports(provider, 'snapshots')) throw new Error('there are no snapshots');
  await provider.createSnapshot(id);
  await createMachineShell(machines, 'alpine').run('true');
  expect(await machines.list()).toHaveLength(3);

  const { removed, leaked } = await sweepRun(machines, sleep);
  expect([removed.length, leaked]).toEqual([3, []]);
  expect(await standIn.names()).toEqual(foreign);
  expect(await sweepRun(machines, sleep)).toMatchObject({ removed: [], leaked: [] });
  expect(await machines.remove('assay-work')).toBe(false);
});

test('scripts run in a machine, with nothing in their environment but PATH', async () => {
  const standIn = await openStandIn();
  const shell = createMachineShell(createRunMachines(standIn.exec, 'run-1'), 'alpine');
  expect(await shell.run('echo out; echo err >&2; exit 3')).toMatchObject({ exitCode: 3, stdout: 'out\n' });
  expect((await shell.run('env | grep -c HOME')).stdout).toBe('0\n');
  expect((await shell.parse('if')).exitCode).not.toBe(0);
  expect(await shell.parse('exit 1')).toMatchObject({ exitCode: 0 });
});

test('a disk keeps a text, and a machine that is stopped is not started for it', async () => {
  const standIn = await openStandIn();
  const { provider } = createOrbstack(standIn.context({ ORBSTACK_RUN: 'run-1' }));
  const { id } = await provider.spawn(request);
  const disk = createMachineDisk(createRunMachines(standIn.exec, 'run-1'));
  expect(await disk.read(id)).toBeNull();
  await disk.write(id, 'a\n$(x)');
  expect(await disk.read(id)).toBe('a\n$(x)');
  await standIn.orbctl('stop', (await standIn.names())[0] ?? 'nobody');
  await expect(disk.read(id)).rejects.toThrow('does not run');
  expect(await standIn.orbctl('list', '-q', '-r')).toBe('');
});
