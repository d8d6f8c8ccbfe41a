import { expect, test } from 'vitest';
import { type InstanceCall, type InstancePhase, instanceModel } from '../../src/contracts/instance-model.ts';
import { checkLinearizable, type ObjectCall } from '../../src/contracts/linearizability.ts';

const spawned = inTurn({ kind: 'write', to: 'live', effect: 'done' }, 0);

function inTurn(call: InstanceCall, turn: number): ObjectCall<InstanceCall> {
  return { call, beganAt: 10 * turn, endedAt: 10 * turn + 5 };
}

function together(call: InstanceCall): ObjectCall<InstanceCall> {
  return { call, beganAt: 10, endedAt: 100 };
}

function write(to: 'live' | 'asleep' | 'ended', effect: 'done' | 'none' | 'unknown' = 'done'): InstanceCall {
  return { kind: 'write', to, effect };
}

function read(shows: InstancePhase, mayBeLate = true): InstanceCall {
  return { kind: 'read', shows: [shows], mayBeLate };
}

const last = (shows: InstancePhase): ObjectCall<InstanceCall> => ({
  call: read(shows, false),
  beganAt: 1_000,
  endedAt: 1_001,
});

test.each([
  ['a machine that was ended is ended', [together(write('ended')), last('ended')], true],
  ['and never alive again', [together(write('ended')), last('live')], false],
  [
    'also when it is resumed at the same time',
    [together(write('ended')), together(write('live')), last('live')],
    false,
  ],
  ['a late read may show it alive', [inTurn(write('ended'), 1), inTurn(read('live'), 2), last('ended')], true],
  ['but no read shows an end that nobody asked for', [together(read('ended')), last('live')], false],
  [
    'sleep and wake at once may end either way',
    [together(write('asleep')), together(write('live')), last('asleep')],
    true,
  ],
  ['or the other', [together(write('asleep')), together(write('live')), last('live')], true],
  ['in turn only one way', [inTurn(write('asleep'), 1), inTurn(write('live'), 2), last('asleep')], false],
  ['a refused end changes nothing', [together(write('ended', 'none')), last('live')], true],
  ['and is no end', [together(write('ended', 'none')), last('ended')], false],
] as const)('%s', (_what, calls, isExplained) => {
  const { verdict } = checkLinearizable([spawned, ...calls], instanceModel);
  expect(verdict).toBe(isExplained ? 'linearizable' : 'not-linearizable');
});
