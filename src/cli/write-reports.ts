import { join, resolve } from 'node:path';
import { writeWholeFile } from '../engine/files/whole-file.ts';
import type { Report } from '../engine/report.ts';
import type { DescribeContract } from '../reporters/describe-contract.ts';
import type { ReporterName, ReporterSpec } from './flags/reporter-spec.ts';
import type { Services } from './services.ts';
import { columnsOf, type OutputStream, type Terminal } from './terminal.ts';

/** Renders the report for each reporter and puts it where it belongs. Gives one message per file that failed. */
export async function writeReports(
  report: Report,
  reporters: readonly ReporterSpec[],
  terminal: Terminal,
  services: Services,
): Promise<readonly string[]> {
  const problems: string[] = [];
  const describe = await describeFor(reporters, report, services);
  for (const { name, target } of reporters) {
    const stream = typeof target === 'string' ? terminal[target] : undefined;
    for (const [path, text] of await render(name, report, stream, describe).catch(noStatements)) {
      if (typeof target !== 'string') await write(name, join(target.file, path), text);
      else if (name === 'github') terminal[target].writeCommands(text);
      else terminal[target].write(text);
    }
    if (name === 'github') {
      const { appendStepSummary } = await import('./step-summary.ts');
      problems.push(...(await appendStepSummary(report, describe, terminal.env)));
    }
  }
  return problems;

  /** A report that is at odds with itself can be shown, and not attested. */
  function noStatements(error: Error): Iterable<readonly [string, string]> {
    if (error.name !== 'CertificateError') throw error;
    problems.push(`the attestation could not be made: ${error.message}`);
    return [];
  }

  function write(name: ReporterName, file: string, text: string): Promise<void> {
    return writeWholeFile(resolve(terminal.cwd, file), text).catch((error: Error) => {
      problems.push(`the ${name} report could not be written to ${file}: ${error.message}`);
    });
  }
}

/** The texts of a reporter, each by its path in the target. One that is a single text is the target itself. */
async function render(
  name: ReporterName,
  report: Report,
  stream: OutputStream | undefined,
  describe: DescribeContract,
): Promise<Iterable<readonly [string, string]>> {
  if (name === 'badge') return (await import('../reporters/badge-files.ts')).renderBadgeFiles(report);
  return [['', await renderText(name, report, stream, describe)]];
}

async function renderText(
  name: Exclude<ReporterName, 'badge'>,
  report: Report,
  stream: OutputStream | undefined,
  describe: DescribeContract,
): Promise<string> {
  switch (name) {
    case 'json':
      return (await import('../reporters/json.ts')).renderJson(report);
    case 'junit':
      return (await import('../reporters/junit.ts')).renderJunit(report);
    case 'markdown':
      return (await import('../reporters/markdown.ts')).renderMarkdown(report, { describe });
    case 'html':
      return (await import('../reporters/html.ts')).renderHtmlReport(report, describe);
    case 'github':
      return (await import('../reporters/github.ts')).renderGithub(report, describe);
    case 'attestation':
      return (await import('../reporters/attestation.ts')).renderAttestation(report);
    case 'terminal': {
      const { renderTerminal } = await import('../reporters/terminal.ts');
      const colors = stream?.colors ?? (await import('picocolors')).default.createColors(false);
      return renderTerminal(report, { colors, columns: columnsOf(stream), describe });
    }
  }
}

/** A page has the words of every contract, other texts those of failures; where none is needed, none is loaded. */
async function describeFor(
  reporters: readonly ReporterSpec[],
  report: Report,
  services: Services,
): Promise<DescribeContract> {
  const outcomes = report.providers.flatMap((provider) => provider.outcomes);
  const hasFailures = outcomes.some(({ outcome }) => outcome !== 'pass' && outcome !== 'skip' && outcome !== 'not-run');
  const needsWords = reporters.some(({ name }) => name === 'html' || (hasFailures && ofFailures.includes(name)));
  if (!needsWords) return () => undefined;
  const contracts = new Map((await services.contractCatalogue()).map((contract) => [contract.id, contract]));
  return (id) => contracts.get(id);
}

const ofFailures: readonly ReporterName[] = ['terminal', 'markdown', 'github'];
