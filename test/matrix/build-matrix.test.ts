import { expect, test } from 'vitest';
import { cellStates } from '../../src/matrix/matrix.ts';
import { someMatrix } from './some-matrix.ts';

test('some matrix has every state, fidelity and freshness, and one cell for each contract of each provider', () => {
  const { providers, contracts } = someMatrix();
  const cells = providers.flatMap((provider) => provider.cells);
  expect(new Set(cells.map(({ state }) => state))).toEqual(new Set(cellStates));
  const evidence = cells.flatMap((cell) => cell.evidence ?? []);
  expect(new Set(evidence.map(({ fidelity }) => fidelity))).toEqual(
    new Set(['simulated', 'emulated', 'local', 'live']),
  );
  expect(new Set(evidence.map(({ freshness }) => freshness))).toEqual(new Set(['fresh', 'stale', 'expired']));
  for (const provider of providers) {
    expect(provider.cells.map(({ contract }) => contract)).toEqual(contracts.map(({ id }) => id));
    for (const { history } of provider.cells) expect(history).toHaveLength(provider.runs.length);
  }
});
