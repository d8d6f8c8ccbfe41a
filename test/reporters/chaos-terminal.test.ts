import picocolors from 'picocolors';
import { expect, test } from 'vitest';
import type { ChaosReport } from '../../src/chaos/chaos-report.ts';
import { renderChaosTerminal } from '../../src/reporters/chaos-terminal.ts';
import { sampleChaosReport } from './sample-chaos.ts';

const sample = await sampleChaosReport();
const times = { times: 3, p50Ms: 21_400, p95Ms: 120_000 };
const report: ChaosReport = {
  ...sample,
  disturbances: sample.disturbances.map((each) => ({ ...each, reaction: { seen: times, settled: times } })),
};
const colors = picocolors.createColors(false);
const told = (columns: number) => renderChaosTerminal(report, { colors, columns }, 1_000);

test('where tables fit they are tables, and none is wider than what it was given', () => {
  expect(told(Number.POSITIVE_INFINITY).match(/┌/g)).toHaveLength(2);
  const between = told(80);
  expect(between.match(/┌/g)).toHaveLength(1);
  for (const line of between.split('\n').filter((each) => /[│─]/.test(each)))
    expect(line.length).toBeLessThanOrEqual(80);
});

test('at 60 columns each kind and each oracle has lines that fit, and nothing of the tables is lost', () => {
  const text = told(60);
  expect(text).not.toMatch(/[┌│]/);
  expect(text).toMatch(/^ {2}F01 {2}down +native, (acted in \d of \d|not planned)$/m);
  expect(text).toMatch(/native, acted in 1 of 1$/m);
  expect(text).toContain('seen after 21 s (120 s), settled after 21 s (120 s)');
  for (const { kind } of report.disturbances) expect(text).toContain(kind);
  for (const { id, title } of report.oracles) expect(text).toContain(`${id}  ${title}`);
  const lines = text.split('\n').filter((line) => /^ {2}[FI]\d\d {2}|^ {7}\w/.test(line));
  expect(lines.length).toBeGreaterThan(report.disturbances.length + report.oracles.length);
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(60);
});

test('without disturbances there is no table of them', () => {
  for (const columns of [60, 200]) {
    const text = renderChaosTerminal({ ...report, disturbances: [] }, { colors, columns }, 1_000);
    expect(text).toMatch(/^no disturbances\n/);
    expect(text).not.toContain('planned');
  }
});

test('without colours there is no escape, in no width', () => {
  for (const columns of [20, 60, 200]) expect(told(columns)).not.toContain('\u001b');
});
