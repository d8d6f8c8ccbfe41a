import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Table from 'cli-table3';
import { writeSite } from '../../src/cli/write-site.ts';
import { contractCatalogue } from '../../src/contracts/catalogue.ts';
import { readMatrix } from '../../src/matrix/read-matrix.ts';
import { renderSite } from '../../src/matrix/site/render-site.ts';
import { renderHtmlReport } from '../../src/reporters/html.ts';
import type { Measurement } from '../measure.ts';
import { type FirstPaint, firstPaintOf } from './first-paint.ts';
import { endOfRuns, oneReport, writeManyReports } from './many-reports.ts';

const providers = 50;
const contracts = 150;
const seed = 1;

/** What a site of many reports costs, beside a page for each provider of one report, and whether it grows with them. */
export async function matrix(): Promise<readonly Measurement[]> {
  const folder = await mkdtemp(join(tmpdir(), 'assay-bench-matrix-'));
  try {
    const sites: MeasuredSite[] = [];
    // Small first, so that what is compiled on the way counts for none of those that are told.
    for (const runs of [1, 25, 50, 100]) sites.push(await measureSite(folder, runs));
    print(sites.slice(1), await firstPaintOf(join(folder, 'site-100', 'index.html')));
    const [baseline, last] = [cpuSecondsOf(renderPages), sites.at(-1)];
    if (!last) return [];
    return [
      {
        what: `matrix of ${providers} × ${contracts} × 100, and ${providers} pages of one run`,
        unit: 's',
        baseline,
        ours: last.seconds,
        goal: { kind: 'overhead', atMost: 10 },
      },
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
}

interface MeasuredSite {
  readonly runs: number;
  readonly readMb: number;
  readonly seconds: number;
  readonly indexKb: number;
  readonly siteMb: number;
}

async function measureSite(folder: string, runs: number): Promise<MeasuredSite> {
  const reports = join(folder, `reports-${runs}`);
  const readBytes = await writeManyReports(reports, { providers, contracts, runs, seed });
  const out = join(folder, `site-${runs}`);
  let files: ReadonlyMap<string, string | Uint8Array> = new Map();
  const seconds = cpuSecondsOf(() => {
    const { matrix: built } = readMatrix([reports], {
      ...{ cwd: folder, leftOut: out, trust: { keys: [], at: endOfRuns }, title: 'Bench', assayVersion: '0.1.0' },
      ...{ lifetime: { staleAfterDays: 14, expiresAfterDays: 45 }, catalogue: contractCatalogue },
    });
    files = renderSite(built);
  });
  await writeSite(out, out, files);
  await rm(reports, { recursive: true });
  const sizeOf = (content: string | Uint8Array) => Buffer.byteLength(content);
  const siteBytes = [...files.values()].reduce((sum, content) => sum + sizeOf(content), 0);
  const indexKb = sizeOf(files.get('index.html') ?? '') / 1_000;
  return { runs, seconds, indexKb, readMb: readBytes / 1_000_000, siteMb: siteBytes / 1_000_000 };
}

/** What anybody has without a matrix: a page for the last run of each provider. */
function renderPages(): void {
  for (let provider = 0; provider < providers; provider += 1) {
    renderHtmlReport(oneReport({ provider, run: 0, contracts, seed }), () => undefined);
  }
}

/** Of this process, and of nobody else who is busy on the machine. */
function cpuSecondsOf(work: () => void): number {
  const began = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1_000_000;
}

function print(sites: readonly MeasuredSite[], paint: FirstPaint): void {
  const head = ['runs of each', 'read', 'CPU time', 'of a run', 'goal', 'met', 'index', 'goal', 'met', 'site'];
  const table = new Table({ head, style: { head: [], border: [], compact: true } });
  const isMet = (is: boolean) => (is ? 'yes' : 'no');
  for (const { runs, readMb, seconds, indexKb, siteMb } of sites) {
    table.push([
      ...[runs, `${readMb.toFixed(0)} MB`, `${seconds.toFixed(1)} s`, `${((seconds * 1_000) / runs).toFixed(0)} ms`],
      ...['< 10 s', isMet(seconds < 10), `${indexKb.toFixed(0)} kB`, '< 300 kB', isMet(indexKb < 300)],
      `${siteMb.toFixed(1)} MB`,
    ]);
  }
  console.log(
    `matrix of ${providers} providers × ${contracts} contracts, from reports of one provider and one run each`,
  );
  console.log(table.toString());
  console.log(paint.kind === 'painted' ? `first paint of its index in Chromium: ${paint.ms.toFixed(0)} ms` : paint.why);
}
