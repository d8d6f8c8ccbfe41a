import type { Report } from '../engine/report.ts';
import { whyOtherShape } from '../engine/why-other-shape.ts';
import { readJsonFile } from './read-data-file.ts';
import { UsageError } from './usage-error.ts';

const advice = 'give a report that assay certify has written';

/** Reads a report. Throws UsageError with one message for whatever is wrong with the file. */
export async function readReportFile(path: string, cwd: string): Promise<Report> {
  const content = await readJsonFile(path, cwd, advice);
  const { reportSchema } = await import('../engine/report-schema.ts');
  const parsed = reportSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  throw new UsageError(`${path} ${whyOtherShape(content, 'report', parsed.error.issues, advice)}`);
}
