import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ReportedFailure } from '../../../src/chaos/chaos-report.ts';
import type { MatrixChaos } from '../../../src/matrix/matrix.ts';
import { takeTimelines } from '../../../src/matrix/timelines/take-timelines.ts';
import { renderChaosHtml } from '../../../src/reporters/chaos-html.ts';
import { sampleChaosReport, sampleRun } from '../../reporters/sample-chaos.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-timelines-'));
  await mkdir(join(folder, 'r/chaos'), { recursive: true });
});
afterEach(() => rm(folder, { recursive: true }));

const report = await sampleChaosReport();
const page = renderChaosHtml(report, await sampleRun('M01'));

/** A report of chaos whose failures have their pages there. */
function withPages(...paths: readonly string[]): MatrixChaos {
  const failures = paths.map((path) => ({ emitted: { experiment: '', test: '', page: path } }) as ReportedFailure);
  const told = { ...report, failures };
  return { file: 'r/chaos-report.json', slug: 'naive-1', report: told, ageDays: 0, freshness: 'fresh', timelines: [] };
}

test('the pages beside a report are taken over, wherever the run was that wrote them', async () => {
  await writeFile(join(folder, 'r/chaos/a.html'), page);
  await writeFile(join(folder, 'r/chaos/b.html'), page);
  const { pages, refused } = takeTimelines(
    withPages('.assay/chaos/a.html', '/builds/1/out/chaos/b.html', 'gone.html'),
    folder,
  );
  expect([...pages.keys()]).toEqual(['timelines/naive-1-1.html', 'timelines/naive-1-2.html']);
  expect(refused).toEqual([]);
});

test('H1: a path that leads out of the folder of the report is not followed, nor is a link', async () => {
  await writeFile(join(folder, 'secret.html'), page);
  await symlink(join(folder, 'secret.html'), join(folder, 'r/chaos/link.html'));
  const paths = [
    '../secret.html',
    '../../secret.html',
    join(folder, 'secret.html'),
    '..',
    '.',
    '',
    'x/..\\secret.html',
  ];
  const { pages, refused } = takeTimelines(withPages(...paths, 'link.html'), folder);
  expect(pages.size).toBe(0);
  expect(refused.map(({ file }) => file)).toEqual(['r/chaos/link.html']);
});

test('a page that somebody changed is refused by name', async () => {
  await writeFile(join(folder, 'r/chaos/a.html'), page.replace('<main>', '<main><script>alert(1)</script>'));
  expect(takeTimelines(withPages('a.html'), folder)).toEqual({
    pages: new Map(),
    refused: [{ file: 'r/chaos/a.html', why: 'is no page as assay chaos writes it' }],
  });
});

test('a page larger than any that chaos writes is refused', async () => {
  await writeFile(join(folder, 'r/chaos/a.html'), `${page}${' '.repeat(5_000_000)}`);
  expect(takeTimelines(withPages('a.html'), folder).refused).toEqual([
    { file: 'r/chaos/a.html', why: 'cannot be taken over: is larger than 4 MiB' },
  ]);
});
