import type { Report } from '../engine/report.ts';
import { readJsonFile } from './read-data-file.ts';
import { UsageError } from './usage-error.ts';

const advice = 'give a report that assay certify has written';

/** Reads a report. Throws UsageError with one message for whatever is wrong with the file. */
export async function readReportFile(path: string, cwd: string): Promise<Report> {
  const content = await readJsonFile(path, cwd, advice);
  const { reportSchema } = await import('../engine/report-schema.ts');
  const parsed = reportSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue && issue.path.length > 0 ? `${issue.path.map(String).join('.')}: ` : '';
  throw new UsageError(`${path} is not a report (${where}${issue?.message ?? 'unreadable'}): ${advice}`);
}
