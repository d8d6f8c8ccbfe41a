import type { Badge } from '../../../reporters/badge.ts';
import type { MatrixProvider } from '../../matrix.ts';
import { brief } from '../parts/brief.ts';
import { byFidelity } from '../parts/provenance.ts';

/** What the badge of a provider says: its verdict and what that rests on, until all of that has expired. */
export function badgeOf({ name, verdict, cells }: MatrixProvider): Badge {
  const label = `assay · ${brief(name)}`;
  const evidence = cells.flatMap((cell) => cell.evidence ?? []);
  if (evidence.length === 0) return { label, message: 'unknown', state: 'unknown' };
  const valid = evidence.filter(({ freshness }) => freshness !== 'expired');
  if (valid.length === 0) return { label, message: 'expired', state: 'expired' };
  const rests = byFidelity(valid.map(({ fidelity }) => fidelity)).join(' + ');
  return { label, message: `${verdict} · ${rests}`, state: verdict };
}
