import { join } from 'node:path';
import { fileSafe } from '../engine/files/file-safe.ts';
import { folderInside } from '../engine/files/inside.ts';
import { replaceFile } from '../engine/files/whole-file.ts';
import type { Report } from '../engine/report.ts';
import { renderJson } from '../reporters/json.ts';

export const reportName = 'report.json';

/**
 * Keeps the report of a run in a folder of its own, and as the latest in the out folder: runs at the same time share
 * the one and not the other. Nothing is ever removed. Gives one message per file that could not be written.
 */
export async function keepReport(report: Report, outDir: string): Promise<readonly string[]> {
  const own = await keep(report, outDir, 'runs', fileSafe(report.run.id));
  return [...own, ...(await keepLatest(report, outDir))];
}

/** Keeps a report as the latest in the out folder. */
export function keepLatest(report: Report, outDir: string): Promise<readonly string[]> {
  return keep(report, outDir);
}

async function keep(report: Report, outDir: string, ...folders: readonly string[]): Promise<readonly string[]> {
  try {
    await replaceFile(join(folderInside(outDir, ...folders), reportName), renderJson(report));
    return [];
  } catch (error) {
    const where = join(outDir, ...folders, reportName);
    return [`the report could not be written to ${where}: ${(error as Error).message}`];
  }
}
