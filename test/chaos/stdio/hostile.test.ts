import { expect, test } from 'vitest';
import { commandControlPlane } from '../../../src/chaos/stdio/command-control-plane.ts';
import { javascript, mustBeGone, playProgram } from './programs.ts';

const experiment = { version: 1, operations: [{ do: 'launch', intent: 'a', atMs: 0 }] };

/** By which its processes are found again, and which no other run of any test has. */
const wordOf = (habit: string) => `${habit}-of-${process.pid}`;
const hostile = (habit: string) => javascript('hostile/hostile.mjs', habit, wordOf(habit));

test.each([
  ['silent', /it wrote no first line within 2 s/],
  ['exits-at-start', /it ended by itself, with exit code 3/],
  ['prints-at-start', /its first line is no JSON: "starting up\.\.\."/],
  ['half-a-hello', /it ended by itself, with exit code 0, in the middle of the line/],
  ['wrong-version', /it speaks version 2 of the protocol, this Assay speaks version 1/],
  ['no-hello', /its first line is no \{"hello"/],
  ['floods-at-start', /it wrote more than 16 MiB to stderr/],
])('a program that does not start as it should is refused: %s', async (habit, message) => {
  const command = hostile(habit);
  const startLimitMs = habit === 'silent' ? 2_000 : 30_000;
  const started = commandControlPlane({ command, cwd: '.', turnLimitMs: 20_000, startLimitMs });
  await expect(started).rejects.toMatchObject({ name: 'SubjectError', message: expect.stringMatching(message) });
  await mustBeGone(wordOf(habit));
});

test.each([
  ['loops', 'hang', /it wrote no line within 2 s, when it was asked to reconcile/],
  ['ignores-its-input', 'hang', /it wrote no line within 2 s/],
  ['half-a-line', 'hang', /the line "\{\\"id\\": 1, \\"res" has no end/],
  ['half-a-line-and-exits', 'exit', /with exit code 0, in the middle of the line "\{\\"id/],
  ['exits', 'exit', /it ended by itself, with exit code 7, when it was asked to reconcile/],
  ['dies', 'exit', /it ended by itself, by SIGTERM/],
  ['throws', 'exit', /it ended by itself, with exit code 1/],
  ['prints', 'nonsense', /it wrote a line that is no JSON: "reconciling\.\.\."/],
  ['writes-nonsense', 'nonsense', /neither a call \{id, method, params\}, nor an answer/],
  ['long-line', 'long-line', /a line of more than 1 MiB/],
  ['floods-its-errors', 'flood', /more than 16 MiB to stderr/],
  ['calls-what-is-not-there', 'unknown-method', /provider\.destroyEverything.*known are provider\.spawn/],
  ['answers-nobody', 'nonsense', /answered "no-such", which nobody asked/],
  ['speaks-out-of-turn', 'out-of-turn', /a line out of its turn/],
  ['leaves-children', 'exit', /it ended by itself, with exit code 9/],
  ['observes-nonsense', 'views', /no list of \{intent, phase, instanceId\?, reason\?\}: 0\.phase/],
])('a program that goes wrong costs its run, and leaves nothing behind: %s', async (habit, signature, message) => {
  const limitMs = signature === 'hang' ? 2_000 : 20_000;
  const { violation, history } = await playProgram(experiment, hostile(habit), 1, limitMs);
  expect(violation).toMatchObject({ oracle: 'P01', kind: 'liveness', signature });
  expect(violation?.message).toMatch(message);
  expect(history.events.at(-1)).toMatchObject({ lane: 'oracle', did: 'violated', oracle: 'P01' });
  if (habit === 'throws') expect(violation?.lastWords).toContain('out of ideas');
  await mustBeGone(wordOf(habit));
});
