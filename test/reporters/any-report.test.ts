import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reportSchema } from '../../src/engine/report-schema.ts';
import { root } from '../cli/run-assay.ts';
import { anyReport } from './any-report.ts';

test('every report that is drawn is one for our schema and for the published one', () => {
  // The capabilities are asked for one by one, and named as a pattern.
  const ajv = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true, validateFormats: false });
  const isReport = ajv.compile(JSON.parse(readFileSync(join(root, 'schemas/report.schema.json'), 'utf8')));
  fc.assert(
    fc.property(anyReport(), (report) => {
      expect(reportSchema.parse(report)).toEqual(report);
      expect(isReport(JSON.parse(JSON.stringify(report))), JSON.stringify(isReport.errors)).toBe(true);
    }),
    { numRuns: 40 },
  );
});
