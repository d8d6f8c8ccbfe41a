import { expect, test } from 'vitest';
import { isAnswerBeside } from '../../src/engine/is-answer-beside.ts';
import { noCapabilities } from '../../src/provider/capability.ts';

const absent = { capabilities: noCapabilities, reason: { code: 'capability-absent' } } as const;
const withSpot = { ...noCapabilities, spot: true };

test('what is not declared in one place is no answer for another where it is declared, and was left open', () => {
  expect(isAnswerBeside(absent, [absent, { capabilities: withSpot, reason: { code: 'interrupted' } }])).toBe(false);
  expect(isAnswerBeside(absent, [absent, { capabilities: withSpot }])).toBe(false);
});

test('what nobody declares is an answer, whatever else was declared', () => {
  expect(isAnswerBeside(absent, [absent])).toBe(true);
  expect(isAnswerBeside(absent, [absent, { ...absent, capabilities: withSpot }])).toBe(true);
  expect(isAnswerBeside(absent, [absent, { capabilities: noCapabilities, reason: { code: 'interrupted' } }])).toBe(
    true,
  );
});

test('whatever else was said is an answer', () => {
  expect(isAnswerBeside({ capabilities: noCapabilities }, [{ capabilities: withSpot }])).toBe(true);
});
