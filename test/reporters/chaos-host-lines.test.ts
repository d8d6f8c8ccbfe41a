import pc from 'picocolors';
import { expect, test } from 'vitest';
import type { ChaosReport, ReportedFailure } from '../../src/chaos/chaos-report.ts';
import {
  hereLine,
  leakedLines,
  promotionLines,
  timeText,
  unsupportedLines,
} from '../../src/reporters/chaos-host-lines.ts';

const colors = pc.createColors(false);
const kinds = (...disturbances: readonly object[]) => ({ disturbances }) as unknown as ChaosReport;

test('a reason for which several kinds cannot be done is told once', () => {
  const report = kinds(
    { kind: 'a', support: 'unsupported', why: 'no netem' },
    { kind: 'b', support: 'native' },
    { kind: 'c', support: 'unsupported', why: 'no netem' },
  );
  expect(unsupportedLines(report)).toEqual(['  unsupported  a, c: no netem']);
});

test('of a failure, how each disturbance of it was done is told', () => {
  const report = kinds({ kind: 'a', support: 'emulated' }, { kind: 'b', support: 'native' });
  const failure = { experiment: { disturbances: [{ kind: 'a' }] } } as unknown as ReportedFailure;
  expect(hereLine(report, failure)).toEqual(['  here      a emulated']);
});

test('what became of a promotion is told with its reasons', () => {
  const promotion = { label: 'inconclusive', testbed: 'docker', confirmed: 0, runs: 1, reasons: ['d1: never acted'] };
  expect(promotionLines({ promotion } as unknown as ReportedFailure, colors)).toEqual([
    '  promoted  inconclusive: failed in 0 of 1 runs on docker',
    '            d1: never acted',
  ]);
});

test('what is left is told with what to type, in characters that show', () => {
  const leaked = [{ kind: 'volume', id: 'v\u0007', why: 'in use', command: 'docker volume rm v' }];
  const lines = leakedLines({ leaked } as unknown as ChaosReport, colors);
  expect(lines).toHaveLength(2);
  expect(lines.join('\n')).not.toContain('\u0007');
  expect(lines[1]).toBe('    to remove it: docker volume rm v');
});

test('time is simulated on a simulated host, and real on another', () => {
  const report = (fidelity: string) => ({ run: { simulatedMs: 61_000 }, host: { fidelity } }) as unknown as ChaosReport;
  expect([timeText(report('simulated')), timeText(report('local'))]).toEqual(['61 s simulated', '61 s of real time']);
});
