import type { ChaosReport } from '../chaos/chaos-report.ts';
import { shardText } from '../engine/shard.ts';
import { whyOtherShape } from '../engine/why-other-shape.ts';
import { readJsonFile } from './read-data-file.ts';
import { UsageError } from './usage-error.ts';

const advice = 'give a chaos-report.json that assay chaos has written';

/** Reads a report of a control plane. Throws UsageError with one message for whatever is wrong with the file. */
export async function readChaosReportFile(path: string, cwd: string): Promise<ChaosReport> {
  const content = await readJsonFile(path, cwd, advice);
  const { chaosReportSchema } = await import('../chaos/chaos-report.ts');
  const parsed = chaosReportSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  throw new UsageError(`${path} ${whyOtherShape(content, 'report of chaos', parsed.error.issues, advice)}`);
}

/** The same, of everything that was asked for. Throws UsageError for one of several parts. */
export async function readWholeChaosReport(path: string, cwd: string): Promise<ChaosReport> {
  const report = await readChaosReportFile(path, cwd);
  if (!report.shard) return report;
  throw new UsageError(`${path} is shard ${shardText(report.shard)}, a part of a shaking: join all with assay merge`);
}
