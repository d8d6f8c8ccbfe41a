import { expect, test } from 'vitest';
import { gateReasonCodes } from '../../src/gate/gate-answer.ts';
import { pages } from './pages.ts';

test('the page of the gate explains every reason, and no other', () => {
  const page = pages.find(({ path }) => path === 'docs/can-run.md');
  const rows = [...(page?.text ?? '').matchAll(/^\| `([\w-]+)` \| (?:against|open|besides)/gm)].map(([, code]) => code);
  expect(rows.toSorted()).toEqual(gateReasonCodes.toSorted());
});
