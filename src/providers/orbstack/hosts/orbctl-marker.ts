import { isObject } from '../../../provider/is-object.ts';
import type { MachineRequest } from '../host.ts';

/** What a machine is for. OrbStack has no place for it, so it is a file in the machine, written once. */
export interface Marker {
  readonly fingerprint: string;
  readonly image: string;
  readonly tags: Readonly<Record<string, string>>;
}

export function markerOf({ fingerprint, image, tags }: MachineRequest): Marker {
  return { fingerprint, image, tags };
}

/** One line, whatever the tags hold. */
export function writeMarker({ fingerprint, image, tags }: Marker): string {
  // Entries, because a key like `__proto__` does not survive being a property.
  return `${JSON.stringify({ fingerprint, image, tags: Object.entries(tags) })}\n`;
}

/** What {@link writeMarker} wrote; null where the machine has none yet. Throws for anything else. */
export function readMarker(text: string): Marker | null {
  if (text.trim() === '') return null;
  const marker: unknown = JSON.parse(text);
  if (!isObject(marker)) throw new Error('the marker of a machine is no object');
  const { fingerprint, image, tags } = marker;
  if (typeof fingerprint !== 'string' || typeof image !== 'string' || !Array.isArray(tags)) {
    throw new Error('the marker of a machine is not one of ours');
  }
  return { fingerprint, image, tags: Object.fromEntries(tags.filter(isTag)) };
}

/**
 * Prints the marker of the machine whose name is `$1`, or nothing. A copy of a machine holds the other one's marker,
 * under the other one's name.
 */
export const readScript: string = 'if [ -e "$HOME/.assay/$1.json" ]; then exec cat "$HOME/.assay/$1.json"; fi';

/**
 * Reads a marker as the first line and a bootstrap as the rest. Whoever marks a machine first owns it: the marker that
 * counts is printed, and only its writer starts the bootstrap, which runs beside the machine's own services and
 * leaves its output and exit code in the same folder. What a copied disk brings along is cleared.
 */
export const markScript: string = `
umask 077
folder=$HOME/.assay
mkdir -p "$folder" && IFS= read -r marker && printf '%s\\n' "$marker" >"$folder/new-$$" || exit 70
cat >"$folder/rest-$$" || exit 70
if ln "$folder/new-$$" "$folder/$1.json" 2>/dev/null; then
  rm -f "$folder/bootstrap" "$folder/output" "$folder/exit-code"
  if [ -s "$folder/rest-$$" ]; then
    mv "$folder/rest-$$" "$folder/bootstrap"
    nohup sh -c 'cd /; sh "$1/bootstrap" >"$1/output" 2>&1; echo "$?" >"$1/exit-code"' assay "$folder" \\
      </dev/null >/dev/null 2>&1 &
  fi
fi
rm -f "$folder/new-$$" "$folder/rest-$$"
cat "$folder/$1.json"
`;

function isTag(entry: unknown): entry is readonly [string, string] {
  return Array.isArray(entry) && entry.length === 2 && entry.every((part) => typeof part === 'string');
}
