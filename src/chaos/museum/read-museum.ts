import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { importDefault } from '../../engine/import-default.ts';
import { isObject } from '../../provider/is-object.ts';
import type { MuseumEntry } from './museum-entry.ts';

/** One entry, and what its file says of it. */
export interface Exhibit {
  /** `M05`. */
  readonly number: string;
  /** In a few words. */
  readonly title: string;
  readonly entry: MuseumEntry;
}

/** Every bug that there is to be a piece of. */
export const museumNumbers: readonly string[] = Array.from(
  { length: 22 },
  (_, index) => `M${String(index + 1).padStart(2, '0')}`,
);

/** Reads the whole museum, in the order of its numbers. */
export async function readMuseum(): Promise<readonly Exhibit[]> {
  const folder = museumFolder();
  const files = (await readdir(folder)).filter((name) => entryFile.test(name)).toSorted();
  return Promise.all(files.map((name) => readExhibit(folder, name)));
}

/** The numbers of the entries that there are, without loading any. */
export async function museumHas(): Promise<readonly string[]> {
  const names = await readdir(museumFolder());
  return names.flatMap((name) => (entryFile.test(name) ? [numberOf(name)] : [])).toSorted();
}

/** One entry by its number, in capitals or not; undefined where there is none. */
export async function findExhibit(number: string): Promise<Exhibit | undefined> {
  const folder = museumFolder();
  const wanted = number.toUpperCase();
  const name = (await readdir(folder)).find((each) => entryFile.test(each) && numberOf(each) === wanted);
  return name === undefined ? undefined : readExhibit(folder, name);
}

const entryFile = /^m\d\d-.*\.[jt]s$/;

/** They are no part of what they test: the package has them compiled beside it, and the repository among its fixtures. */
function museumFolder(): string {
  const places = ['../../museum', '../../../fixtures/museum'];
  const folders = places.map((place) => fileURLToPath(new URL(place, import.meta.url)));
  const found = folders.find((folder) => existsSync(folder));
  if (found === undefined) throw new Error('the museum is not built: run `npm run build`');
  return found;
}

async function readExhibit(folder: string, name: string): Promise<Exhibit> {
  const entry = await importDefault(join(folder, name));
  if (!isMuseumEntry(entry)) throw new Error(`${name} exports no museum entry`);
  return { number: numberOf(name), title: titleOf(name), entry };
}

function numberOf(name: string): string {
  return name.slice(0, 3).toUpperCase();
}

function titleOf(name: string): string {
  return name.replace(/^m\d\d-|\.[jt]s$/g, '').replaceAll('-', ' ');
}

function isMuseumEntry(value: unknown): value is MuseumEntry {
  return isObject(value) && typeof value.create === 'function' && typeof value.oracle === 'string';
}
