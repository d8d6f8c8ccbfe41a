import type { WireOperation } from '../../testbed/fault.ts';
import type { ExecRequest } from '../../testbed/wire/exec-wire.ts';
import type { CallClass } from '../../testbed/wire/wire-call.ts';

/** What an orbctl command is, for faults and for readers. */
export function classify({ file, args, options }: ExecRequest): CallClass {
  const [operation, read] = kindOf(args, options.input !== undefined);
  return { operation, label: [file, ...withoutScript(args)].join(' '), read };
}

type Kind = readonly [operation: WireOperation, read: boolean];

const kinds: Readonly<Record<string, Kind>> = {
  create: ['spawn', false],
  start: ['spawn', false],
  delete: ['terminate', false],
  list: ['list', true],
  info: ['get', true],
  version: ['other', true],
};

const snapshotName = /^assay-(?:[0-9a-f]{8}-)?s-/;

function kindOf(args: readonly string[], hasInput: boolean): Kind {
  const [command = '', verb = ''] = args;
  switch (command) {
    case 'run':
      // Marking belongs to making; a question has nothing to say.
      return hasInput || args.includes('truncate') ? ['spawn', false] : ['get', true];
    case 'clone':
      return snapshotName.test(args[1] ?? '') ? ['spawn', false] : ['snapshot', false];
    case 'delete':
      return snapshotName.test(args.at(-1) ?? '') ? ['snapshot', false] : ['terminate', false];
    case 'config':
      return verb === 'set' ? ['spawn', false] : ['other', true];
    default:
      return kinds[command] ?? ['other', false];
  }
}

/** The text of a script is long, and always the same. */
function withoutScript(args: readonly string[]): readonly string[] {
  const script = args.indexOf('-c');
  return script === -1 ? args : [...args.slice(0, script), '…'];
}
