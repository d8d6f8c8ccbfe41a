import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseContractFilter } from '../../../src/cli/flags/contract-filter.ts';
import { parseDuration } from '../../../src/cli/flags/duration.ts';
import { parseInteger } from '../../../src/cli/flags/integer.ts';
import { chaosReporterNames, parseReporters, reporterNames } from '../../../src/cli/flags/reporter-spec.ts';

test.each([
  ['250', 250],
  ['500ms', 500],
  ['30s', 30_000],
  ['1.5m', 90_000],
  ['2h', 7_200_000],
])('the duration %s is %i ms', (text, ms) => {
  expect(parseDuration('--budget', text)).toBe(ms);
});

test.each(['', '0', '-1s', '5 s', '5d', 's', '1e3', 'Infinity', '9'.repeat(20)])('%j is no duration', (text) => {
  expect(() => parseDuration('--budget', text)).toThrow(`--budget ${JSON.stringify(text)} is not a duration`);
});

test.each(['', '1.5', '0x10', '1e2', ' 5', '-1', '101'])('%j is no whole number from 0 to 100', (text) => {
  expect(() => parseInteger('--runs', text, { min: 0, max: 100 })).toThrow(
    `--runs ${JSON.stringify(text)} is not a whole number from 0 to 100`,
  );
});

test('contracts are asked for by id, by comma lists and by globs', () => {
  const filter = parseContractFilter(['terminate.*, launch.visible', '*.no-secrets']);
  const ids = ['terminate.idempotent', 'launch.visible', 'launch.visibles', 'observe.no-secrets', 'xterminate.a'];
  expect(ids.filter((id) => filter?.matches(id))).toEqual([
    'terminate.idempotent',
    'launch.visible',
    'observe.no-secrets',
  ]);
  expect(filter?.idle(['launch.visible'])).toEqual(['terminate.*', '*.no-secrets']);
});

test.each(['', 'a,,b', 'a b', 'launch.[ab]', '(x+)+'])('%j is no list of contract ids', (text) => {
  expect(() => parseContractFilter([text])).toThrow('is not a list of contract ids');
});

test('a glob never takes long, however many stars it has', () => {
  const filter = parseContractFilter([`${'a*'.repeat(6)}b`]);
  expect(filter?.matches('a'.repeat(60))).toBe(false);
});

test('every id is matched by itself', () => {
  const id = fc.stringMatching(/^[a-z]{1,9}\.[a-z]{1,9}(-[a-z]{1,9}){0,3}$/);
  fc.assert(fc.property(id, (text) => parseContractFilter([text])?.matches(text) === true));
});

test('what machines read has stdout to itself', () => {
  expect(parseReporters(['terminal'], reporterNames)).toEqual([{ name: 'terminal', target: 'stdout' }]);
  expect(parseReporters(['json', 'terminal', 'junit:a:b.xml'], reporterNames)).toEqual([
    { name: 'json', target: 'stdout' },
    { name: 'terminal', target: 'stderr' },
    { name: 'junit', target: { file: 'a:b.xml' } },
  ]);
  expect(() => parseReporters(['json', 'junit'], reporterNames)).toThrow('json and junit cannot share stdout');
});

test('an unknown reporter is told, with the nearest', () => {
  expect(() => parseReporters(['jsn:x'], reporterNames)).toThrow('--reporter "jsn:x" is unknown (did you mean json?)');
  expect(() => parseReporters(['svg'], reporterNames)).toThrow('choose one of terminal, json, junit, markdown');
  expect(parseReporters(['html:x'], chaosReporterNames)).toEqual([{ name: 'html', target: { file: 'x' } }]);
  expect(() => parseReporters(['json:'], reporterNames)).toThrow('names no file');
});
