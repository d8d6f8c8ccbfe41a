import { expect, test } from 'vitest';
import type { Call } from '../../../scripts/parity/call.ts';
import { compare } from '../../../scripts/parity/compare.ts';
import type { Reply } from '../../../scripts/parity/judge.ts';
import { createNames } from '../../../scripts/parity/names.ts';

const call: Call = { action: 'DescribeInstances', input: {} };

function differences(model: Reply, moto: Reply) {
  return compare(call, { reply: model, names: createNames() }, { reply: moto, names: createNames() }).map(
    ({ path, model: ours, moto: theirs }) => [path, ours, theirs],
  );
}

const answered = (answer: object): Reply => ({ outcome: 'answered', answer });
const refused = (code: string, status = 400): Reply => ({ outcome: 'refused', code, status });

test('other ids are no difference, another value is one', () => {
  const said = (id: string, Name: string) => answered({ Instances: [{ InstanceId: id, State: { Name } }] });
  expect(differences(said('i-0aaaaaaaaaaaaaaaa', 'running'), said('i-0bbbbbbbbbbbbbbbb', 'running'))).toEqual([]);
  expect(differences(said('i-0aaaaaaaaaaaaaaaa', 'running'), said('i-0bbbbbbbbbbbbbbbb', 'stopped'))).toEqual([
    ['Instances[].State.Name', 'running', 'stopped'],
  ]);
});

test('an element that only one of them has is one difference, however much is in it', () => {
  const two = answered({ Tags: [{ Key: 'a', Value: 'x', ResourceType: 'instance' }] });
  expect(differences(two, answered({ Tags: [] }))).toEqual([['Tags[]', '(there)', undefined]]);
});

test('a field that only one of them has is a difference', () => {
  expect(differences(answered({ Iops: 100 }), answered({}))).toEqual([['Iops', '100', undefined]]);
});

test('an answer beside a refusal, another code and another status are differences, the same refusal is none', () => {
  expect(differences(refused('VolumeInUse'), answered({}))).toEqual([['outcome', 'VolumeInUse', 'answered']]);
  expect(differences(refused('VolumeInUse'), refused('IncorrectState'))).toEqual([
    ['outcome', 'VolumeInUse', 'IncorrectState'],
  ]);
  expect(differences(refused('DryRunOperation', 412), refused('DryRunOperation'))).toEqual([['status', '412', '400']]);
  expect(differences(refused('VolumeInUse'), refused('VolumeInUse'))).toEqual([]);
});
