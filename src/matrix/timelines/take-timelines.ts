import { lstatSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { mustBeNoLink } from '../../engine/files/inside.ts';
import { readLimited } from '../../engine/files/read-limited.ts';
import type { MatrixChaos, RefusedFile } from '../matrix.ts';
import { timelinePage } from './timeline-page.ts';

/** The pages of a report of chaos, by their paths in a site. */
export interface TakenTimelines {
  readonly pages: ReadonlyMap<string, string>;
  readonly refused: readonly RefusedFile[];
}

const mebibyte = 1_048_576;
const pageBytesMax = 4 * mebibyte;
const pagesMax = 50;

/**
 * Takes over the pages that a run of chaos wrote beside its report, in `chaos/`. Whatever path the report gives, they are
 * looked for there alone, by the last part of it. One that is not there was not kept.
 */
export function takeTimelines({ file, report, slug }: MatrixChaos, cwd: string): TakenTimelines {
  const pages = new Map<string, string>();
  const refused: RefusedFile[] = [];
  for (const [place, { emitted }] of report.failures.slice(0, pagesMax).entries()) {
    const path = join(dirname(file), 'chaos', basename(emitted.page.replaceAll('\\', '/')));
    const read = readPage(resolve(cwd, path));
    if (typeof read === 'object') refused.push({ file: path, why: read.why });
    else if (read !== undefined) pages.set(`timelines/${slug}-${place + 1}.html`, read);
  }
  return { pages, refused };
}

function readPage(path: string): string | { readonly why: string } | undefined {
  if (!path.endsWith('.html') || !lstatSync(path, { throwIfNoEntry: false })) return undefined;
  try {
    mustBeNoLink(dirname(path));
    mustBeNoLink(path);
    return timelinePage(readLimited(path, pageBytesMax)) ?? { why: 'is no page as assay chaos writes it' };
  } catch (error) {
    return { why: `cannot be taken over: ${(error as Error).message}` };
  }
}
