import { relative, resolve } from 'node:path';
import { assayVersion } from '../../engine/assay-version.ts';
import { redactorFor } from '../../engine/redact/redactor-for.ts';
import { visibleText } from '../../reporters/visible-text.ts';
import { exitCodes } from '../exit-code.ts';
import { parseDays } from '../flags/days.ts';
import type { Services } from '../services.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import { mustBeSite, writeSite } from '../write-site.ts';

/** The flags of `matrix` as they were typed. */
export interface MatrixFlags {
  readonly out: string;
  readonly title: string;
  readonly staleAfter: string;
  readonly expireAfter: string;
  readonly at?: string;
}

/** `assay matrix`: many reports and certificates as a site. */
export async function matrixCommand(
  paths: readonly string[],
  flags: MatrixFlags,
  { cwd, env, stderr }: Terminal,
  services: Services,
): Promise<number> {
  const out = resolve(cwd, flags.out);
  const lifetime = lifetimeOf(flags);
  const at = flags.at === undefined ? new Date().toISOString() : parseTime(flags.at);
  await mustBeSite(out);

  const { findFiles } = await import('../../matrix/evidence/find-files.ts');
  const { gatherEvidence } = await import('../../matrix/evidence/gather-evidence.ts');
  const { contentOf } = await import('../../matrix/evidence/content-of.ts');
  const { createRereader } = await import('../../matrix/evidence/read-again.ts');
  const { settleRuns } = await import('../../matrix/join/settle-runs.ts');
  const { buildMatrix } = await import('../../matrix/build-matrix.ts');
  const { renderSite } = await import('../../matrix/site/render-site.ts');
  const found = findFiles(paths, { cwd, leftOut: out });
  const gathered = gatherEvidence(found.files, { cwd, at });
  const again = createRereader(cwd);
  const settled = settleRuns(gathered.records, (record) => contentOf(again.told(record)));
  const refused = [...found.refused, ...gathered.refused, ...settled.refused];
  for (const { file, why } of refused)
    stderr.write(`${stderr.colors.yellow('refused:')} ${visibleText(`${file} ${why}`)}\n`);
  if (settled.records.length === 0) {
    throw new UsageError(
      'there is nothing to show: give reports that assay certify has written, certificates, or folders of them',
    );
  }
  const matrix = buildMatrix({
    ...{ title: flags.title, assayVersion: assayVersion(), clock: { at, lifetime } },
    ...{ records: settled.records, chaos: [], refused },
    catalogue: await services.contractCatalogue(),
    outcomesOf: again.outcomes,
  });
  const files = renderSite(redactorFor(env, {}).value(matrix));
  await writeSite(out, files);
  stderr.write(`${visibleText(`${matrix.providers.length} providers: ${relative(cwd, out)}/index.html`)}\n`);
  return refused.length > 0 ? exitCodes.inconclusive : exitCodes.fine;
}

function lifetimeOf({ staleAfter, expireAfter }: MatrixFlags) {
  const lifetime = {
    staleAfterDays: parseDays('--stale-after', staleAfter),
    expiresAfterDays: parseDays('--expire-after', expireAfter),
  };
  if (lifetime.staleAfterDays <= lifetime.expiresAfterDays) return lifetime;
  throw new UsageError(
    `--stale-after ${staleAfter} is later than --expire-after ${expireAfter}: what expires is stale before`,
  );
}

function parseTime(text: string): string {
  const ms = Date.parse(text);
  if (/^\d{4}-\d\d-\d\d(T[\d:.]+Z)?$/.test(text) && !Number.isNaN(ms)) return new Date(ms).toISOString();
  throw new UsageError(`--at ${JSON.stringify(text)} is no time: write for example 2026-11-27 or 2026-11-27T12:00:00Z`);
}
