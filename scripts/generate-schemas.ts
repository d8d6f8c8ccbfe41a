// Writes the JSON Schemas of schemas/ from the zod schemas of the code: of an experiment, both reports, and badges.
// `--check` writes nothing and exits 1 when one of them is out of date.
import { writeOrCheck } from './generated-files.ts';
import {
  badgeJsonSchema,
  chaosReportJsonSchema,
  experimentJsonSchema,
  reportJsonSchema,
} from './schemas/json-schemas.ts';

writeOrCheck({
  'schemas/experiment.schema.json': json(experimentJsonSchema()),
  'schemas/chaos-report.schema.json': json(chaosReportJsonSchema()),
  'schemas/report.schema.json': json(reportJsonSchema()),
  'schemas/badge.schema.json': json(badgeJsonSchema()),
});

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
