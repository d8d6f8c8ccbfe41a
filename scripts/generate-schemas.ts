// Writes the JSON Schemas of schemas/ from the zod schemas of the code: of an experiment, and of both reports.
// `--check` writes nothing and exits 1 when one of them is out of date.
import { writeOrCheck } from './generated-files.ts';
import { chaosReportJsonSchema, experimentJsonSchema, reportJsonSchema } from './schemas/json-schemas.ts';

writeOrCheck({
  'schemas/experiment.schema.json': json(experimentJsonSchema()),
  'schemas/chaos-report.schema.json': json(chaosReportJsonSchema()),
  'schemas/report.schema.json': json(reportJsonSchema()),
});

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
