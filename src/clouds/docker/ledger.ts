import type { Ledger, LedgerEntry } from '../../testbed/ledger.ts';
import { rememberingLedger } from '../../testbed/remembering-ledger.ts';
import type { Engine } from './engine.ts';
import { madeInRun, tagsLabel } from './labels.ts';

/** Asks the engine what a run made, and remembers: docker forgets what is gone. */
export function createLedger(engine: Engine, runId: string): Ledger {
  return rememberingLedger(async () =>
    (await Promise.all([machines, volumes, snapshots].map((look) => look(engine, runId)))).flat(),
  );
}

type Look = (engine: Engine, runId: string) => Promise<readonly LedgerEntry[]>;

const machines: Look = async (engine, runId) => {
  const format = `[{{json .ID}},{{json .State}},{{json (.Label "${tagsLabel}")}}]`;
  const lines = await engine.lines('ps', '--all', '--no-trunc', ...madeInRun(runId), '--format', format);
  return lines.map((line) => {
    const [id, state, tags] = JSON.parse(line) as readonly [string, string, string];
    return { kind: 'instance', id, gone: false, running: state === 'running', tags: readTags(tags) };
  });
};

const volumes: Look = async (engine, runId) => {
  const format = `[{{json .Name}},{{json (.Label "${tagsLabel}")}}]`;
  const lines = await engine.lines('volume', 'ls', ...madeInRun(runId), '--format', format);
  return lines.map((line) => {
    const [id, tags] = JSON.parse(line) as readonly [string, string];
    return { kind: 'volume', id, gone: false, running: false, tags: readTags(tags) };
  });
};

const snapshots: Look = async (engine, runId) => {
  const ids = await engine.lines('images', '--quiet', '--no-trunc', ...madeInRun(runId));
  return [...new Set(ids)].map((id) => ({ kind: 'snapshot', id, gone: false, running: false, tags: {} }));
};

/** The provider writes tags as the entries of an object. What cannot be read is not ours to judge. */
function readTags(text: string): Readonly<Record<string, string>> {
  try {
    return Object.fromEntries(JSON.parse(text || '[]'));
  } catch {
    return {};
  }
}
