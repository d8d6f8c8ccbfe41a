import { expect, test } from 'vitest';
import { createTranscriptRecorder } from '../../../src/testbed/transcript-recorder.ts';
import { createVirtualClock } from '../../../src/testbed/virtual-clock.ts';
import { createExecWire, type ExecService } from '../../../src/testbed/wire/exec-wire.ts';

function open() {
  const ran: string[] = [];
  const clock = createVirtualClock();
  const service: ExecService = {
    exec: async (file, args) => {
      ran.push([file, ...args].join(' '));
      return { exitCode: 0, stdout: `ran ${ran.length}\n`, stderr: '', timedOut: false };
    },
    classify: ({ args }) => ({
      operation: args[0] === 'run' ? 'spawn' : 'list',
      label: args.join(' '),
      read: args[0] !== 'run',
    }),
    nativeErrors: ['unavailable'],
    nativeError: (kind) => ({ exitCode: 1, stdout: '', stderr: `daemon: ${kind}`, timedOut: false }),
    connectionLost: () => ({ exitCode: 1, stdout: '', stderr: 'error during connect: EOF', timedOut: false }),
  };
  return { ran, clock, ...createExecWire(service, { clock, transcript: createTranscriptRecorder() }) };
}

test('a lost answer ran the command and prints what the tool prints then', async () => {
  const { exec, faults, ran } = open();
  faults.inject({ kind: 'response-lost', scope: { operation: 'spawn', nth: 1 } });
  expect((await exec('tool', ['run'])).stderr).toBe('error during connect: EOF');
  expect((await exec('tool', ['run'])).exitCode).toBe(0);
  expect(ran).toEqual(['tool run', 'tool run']);
});

test('a native error does not run the command', async () => {
  const { exec, faults, ran } = open();
  faults.inject({ kind: 'native-error', error: 'unavailable', scope: {} });
  expect((await exec('tool', ['ls'])).stderr).toBe('daemon: unavailable');
  expect(ran).toEqual([]);
});

test('a command that hangs ends by its own time-out', async () => {
  const { exec, faults, clock } = open();
  faults.inject({ kind: 'hang', scope: {} });
  expect(await exec('tool', ['ls'], { timeoutMs: 30_000 })).toMatchObject({ timedOut: true });
  expect(clock.monotonic()).toBe(30_000);
});

test('a stale read repeats what the tool printed', async () => {
  const { exec, faults, clock } = open();
  await exec('tool', ['ls']);
  await clock.sleep(10);
  faults.inject({ kind: 'stale-read', lagMs: 5, scope: {} });
  expect((await exec('tool', ['ls'])).stdout).toBe('ran 1\n');
});
