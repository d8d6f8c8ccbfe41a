import { expect, test } from 'vitest';
import { parseNeeds } from '../../../src/cli/flags/needs.ts';
import { contractCatalogue } from '../../../src/contracts/catalogue.ts';

test('needs are capabilities and contracts, and a contract brings what it requires', () => {
  expect(parseNeeds(['gpu, spot', 'gpu'], contractCatalogue)).toMatchObject({
    capabilities: ['gpu', 'spot'],
  });
  expect(parseNeeds(['hibernation.keeps-disk'], contractCatalogue)).toEqual({
    capabilities: ['hibernation'],
    contracts: ['hibernation.keeps-disk'],
  });
  expect(parseNeeds([], contractCatalogue)).toEqual({ capabilities: [], contracts: [] });
});

test.each([
  ['gpus', /"gpus" is unknown \(did you mean gpu\?\): name capabilities \(snapshots, spot, /],
  ['hibernation.keep-disk', /did you mean hibernation\.keeps-disk\?/],
  ['snapshot', /"snapshot" is an intent \(did you mean snapshots\?\)/],
  ['', /"" is unknown/],
  ['gpu,,spot', /"" is unknown/],
  ['__proto__', /is unknown/],
])('the need %j is refused, with what was meant', (text, message) => {
  expect(() => parseNeeds([text], contractCatalogue)).toThrow(message);
});
