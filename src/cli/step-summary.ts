import { appendFile, stat } from 'node:fs/promises';
import type { Report } from '../engine/report.ts';
import type { DescribeContract } from '../reporters/describe-contract.ts';
import { renderMarkdown } from '../reporters/markdown.ts';
import type { Terminal } from './terminal.ts';

/** GitHub drops a summary that is larger as a whole. */
const bytesMax = 1_048_576;
/** Less room says nothing. */
const bytesMin = 4_096;

/**
 * Appends the report to the summary of the step, where GitHub says where that is, beside what the step has written
 * there before. Gives one message when it could not.
 */
export async function appendStepSummary(
  report: Report,
  describe: DescribeContract,
  env: Terminal['env'],
): Promise<readonly string[]> {
  const path = env.GITHUB_STEP_SUMMARY;
  if (path === undefined || path === '') return [];
  try {
    const before = await stat(path).catch(() => undefined);
    const room = bytesMax - (before?.size ?? 0) - 2;
    if (room < bytesMin) throw new Error('the step has filled it');
    await appendFile(path, `\n${renderMarkdown(report, { describe, bytesMax: room })}`);
    return [];
  } catch (error) {
    return [`the summary of the step could not be written to ${path}: ${(error as Error).message}`];
  }
}
