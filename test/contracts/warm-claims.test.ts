import { expect, test } from 'vitest';
import type { Trial } from '../../src/contracts/trial.ts';
import {
  createWarmClaims,
  heldNames,
  mustBeExclusive,
  noteAlone,
  noteTogether,
} from '../../src/contracts/warm-claims.ts';

/** Only what the notes ask of a trial. */
function trialWith(ids: Readonly<Record<string, string>>): Trial {
  const expectHolds = (condition: boolean, expected: string) => {
    if (!condition) throw new Error(expected);
  };
  return { idOf: (name: string) => ids[name], expect: expectHolds } as unknown as Trial;
}

const claim = (as: string) => ({ step: { op: 'claim-warm', as }, outcome: 'resolved', value: {} }) as never;
const release = (target: string) =>
  ({ step: { op: 'release-warm', target }, outcome: 'resolved', value: undefined }) as never;
const call = (client: number, beganAt: number, endedAt: number, result: never) => ({
  client,
  beganAt,
  endedAt,
  result,
});

test('the same volume for two who claim one after the other is a violation', () => {
  const trial = trialWith({ w1: 'v', w2: 'v' });
  const claims = createWarmClaims();
  noteAlone(claims, trial, claim('w1'));
  noteAlone(claims, trial, claim('w2'));
  expect(() => mustBeExclusive(trial, claims)).toThrow('never given');
});

test('a volume that was released may be given again, also when its old holder releases it late', () => {
  const trial = trialWith({ w1: 'v', w2: 'v', w3: 'v' });
  const claims = createWarmClaims();
  for (const result of [claim('w1'), release('w1'), claim('w2'), release('w1'), claim('w3')]) {
    noteAlone(claims, trial, result);
    mustBeExclusive(trial, claims);
  }
  expect(heldNames(claims)).toEqual(['w3']);
});

test('a claim that overlaps the release of its volume is no violation', () => {
  const trial = trialWith({ w1: 'v', a: 'v' });
  const claims = createWarmClaims();
  noteAlone(claims, trial, claim('w1'));
  noteTogether(claims, trial, [call(0, 1, 4, release('w1')), call(1, 2, 3, claim('a'))]);
  mustBeExclusive(trial, claims);
});

test('the same volume for two who claim at the same time is a violation', () => {
  const trial = trialWith({ a: 'v', b: 'v' });
  const claims = createWarmClaims();
  noteTogether(claims, trial, [call(0, 1, 3, claim('a')), call(1, 2, 4, claim('b'))]);
  expect(() => mustBeExclusive(trial, claims)).toThrow('never given');
});

test('a claim that got nothing holds nothing', () => {
  const claims = createWarmClaims();
  noteAlone(claims, trialWith({}), claim('w1'));
  expect(heldNames(claims)).toEqual([]);
});
