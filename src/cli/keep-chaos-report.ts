import { join } from 'node:path';
import { type ChaosReport, chaosReportSchema } from '../chaos/chaos-report.ts';
import { writeWholeFile } from '../engine/files/whole-file.ts';

export const chaosReportName = 'chaos-report.json';

/** Where a report is kept below its out folder: shards beside each other, so that they may share one. */
export function chaosReportPath({ shard }: Pick<ChaosReport, 'shard'>): string {
  return shard ? join('shards', `${shard.index}-of-${shard.count}`, chaosReportName) : chaosReportName;
}

/** Gives one message where it could not be written. */
export async function keepChaosReport(report: ChaosReport, outDir: string): Promise<readonly string[]> {
  const file = join(outDir, chaosReportPath(report));
  // In the order of the schema, so that a merged report has the bytes of the whole one. Nobody reads the runs of a shard.
  const text = JSON.stringify(chaosReportSchema.parse(report), null, report.shard ? 0 : 2);
  return writeWholeFile(file, `${text}\n`).then(
    () => [],
    (error: Error) => [`the report could not be written to ${file}: ${error.message}`],
  );
}
