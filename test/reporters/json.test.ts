import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reportSchema } from '../../src/engine/report-schema.ts';
import { renderJson } from '../../src/reporters/json.ts';
import { sampleCounterexample, sampleOutcome, sampleProvider, sampleReport } from './sample-report.ts';

test('the JSON is the report, whatever its texts hold, and has the shape of the schema', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const counterexample = sampleCounterexample({ actual: text, program: [text] });
      const report = sampleReport([sampleProvider([sampleOutcome({ outcome: 'fail', counterexample })])]);
      const read: unknown = JSON.parse(renderJson(report));
      expect(read).toEqual(report);
      expect(reportSchema.parse(read)).toEqual(report);
    }),
  );
});

test('what a terminal would obey is escaped also in JSON', () => {
  const reason = { code: 'crashed', text: '\u001b[2J\u009b1m\u202e' } as const;
  const text = renderJson(sampleReport([sampleProvider([sampleOutcome({ outcome: 'fail', reason })])]));
  expect(text).toContain('\\u001b[2J\\u009b1m\\u202e');
  expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
});
