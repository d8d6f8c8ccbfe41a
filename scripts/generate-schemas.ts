// Writes the JSON Schemas of schemas/ from the zod schemas of the code: of an experiment, reports, diffs, badges and certificates.
// `--check` writes nothing and exits 1 when one of them is out of date.
import { writeOrCheck } from './generated-files.ts';
import {
  badgeJsonSchema,
  certificateJsonSchema,
  certificationJsonSchema,
  chaosReportJsonSchema,
  diffJsonSchema,
  experimentJsonSchema,
  reportJsonSchema,
} from './schemas/json-schemas.ts';

writeOrCheck({
  'schemas/experiment.schema.json': json(experimentJsonSchema()),
  'schemas/chaos-report.schema.json': json(chaosReportJsonSchema()),
  'schemas/report.schema.json': json(reportJsonSchema()),
  'schemas/diff.schema.json': json(diffJsonSchema()),
  'schemas/badge.schema.json': json(badgeJsonSchema()),
  'schemas/certificate.schema.json': json(certificateJsonSchema()),
  'schemas/certification.schema.json': json(certificationJsonSchema()),
});

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
