import type { WireOperation } from '../../testbed/fault.ts';
import type { ExecRequest } from '../../testbed/wire/exec-wire.ts';
import type { CallClass } from '../../testbed/wire/wire-call.ts';

/** What a docker command is, for faults and for readers. */
export function classify({ file, args }: ExecRequest): CallClass {
  const [operation, read] = kindOf(args);
  return { operation, label: [file, ...withoutBulk(args)].join(' '), read };
}

type Kind = readonly [operation: WireOperation, read: boolean];

const kinds: Readonly<Record<string, Kind>> = {
  run: ['spawn', false],
  create: ['spawn', false],
  rm: ['terminate', false],
  // `docker inspect` describes what a list found; `docker container inspect` is about one.
  inspect: ['list', true],
  commit: ['snapshot', false],
  rmi: ['snapshot', false],
};

function kindOf(args: readonly string[]): Kind {
  const [command = '', verb = ''] = args;
  switch (command) {
    case 'ps':
      return args.some((arg) => arg.startsWith('volume=')) ? ['volume', true] : ['list', true];
    case 'container':
      return ['get', verb === 'inspect'];
    case 'image':
      return ['snapshot', verb === 'inspect'];
    case 'volume':
      return ['volume', verb === 'inspect' || verb === 'ls'];
    case 'network':
      return ['network', verb === 'inspect' || verb === 'ls'];
    default:
      return kinds[command] ?? ['other', command === 'info' || command === 'version'];
  }
}

const bulky: ReadonlySet<string> = new Set(['--label', '--format', '--change']);

/** Without what nobody reads: labels, templates, and the script of the first process with the bootstrap behind it. */
function withoutBulk(args: readonly string[]): readonly string[] {
  const script = args.indexOf('-c');
  const shown = script === -1 ? args : [...args.slice(0, script), '…'];
  return shown.filter((arg, index) => !bulky.has(arg) && !bulky.has(shown[index - 1] ?? ''));
}
