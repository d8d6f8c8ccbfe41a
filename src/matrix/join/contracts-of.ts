import type { Contract } from '../../contracts/contract.ts';
import type { RunRecord } from '../evidence/run-record.ts';
import type { MatrixContract } from '../matrix.ts';

/** What is known here of a contract. */
export type KnownContract = Pick<Contract, 'id' | 'intent' | 'title' | 'statement' | 'level' | 'requires'>;

/**
 * The contracts of a matrix: by id, those of the newest set first, then those that only some providers were asked. The
 * records are those that cells may rest on, newest first.
 */
export function contractsOf(
  records: readonly RunRecord[],
  catalogue: readonly KnownContract[],
): readonly MatrixContract[] {
  const known = new Map(catalogue.map((contract) => [contract.id, contract]));
  const ofNewestSet = new Set(records[0]?.contractSet.ids);
  const levels = levelsIn(records);
  const others = [...levels.keys()].filter((id) => !ofNewestSet.has(id));
  return [...[...ofNewestSet].sort(), ...others.sort()].map((id) => {
    const contract = known.get(id);
    return contract ? toMatrixContract(contract) : unheardOf(id, levels.get(id));
  });
}

/** As the newest run that speaks of it says. */
function levelsIn(records: readonly RunRecord[]): ReadonlyMap<string, MatrixContract['level']> {
  const levels = new Map<string, MatrixContract['level']>();
  for (const { judgements } of records) {
    for (const [id, place] of judgements.places) {
      const level = judgements.list[place]?.level;
      if (level && !levels.has(id)) levels.set(id, level);
    }
  }
  return levels;
}

function toMatrixContract({ id, intent, title, statement, level, requires }: KnownContract): MatrixContract {
  return { id, intent, title, statement, level, requires };
}

/** Another version of Assay, or a provider of its own, has it. */
function unheardOf(id: string, level: MatrixContract['level'] = 'must'): MatrixContract {
  return { id, intent: id.replace(/\..*$/, ''), title: id, statement: '', level, requires: [] };
}
