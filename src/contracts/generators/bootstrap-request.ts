import fc from 'fast-check';
import type { BootstrapFormat, BootstrapRequest } from '../../provider/bootstrap.ts';
import { anyEnvironment, fewEnvironments } from './environment.ts';

/** Commands that a shell parses, each with something that a careless writer of scripts breaks on. */
const commands = [
  'true',
  ': # comment',
  "printf '%s' \"it's\"",
  'cat <<END\ntext\nEND',
  'if true; then\n  :\nfi',
  'case x in x) : ;; esac',
  'echo "$(date)" `date`',
  'cd / && pwd',
  'echo "a\\\nb"',
  'f() { return 0; }; f',
];

/** A bootstrap that every provider can write down in this format. The default one is asked for without naming it. */
export function anyBootstrapRequest(format: BootstrapFormat = 'shell'): fc.Arbitrary<BootstrapRequest> {
  return fc
    .record(
      { environment: anyEnvironment(), commands: fc.array(fc.constantFrom(...commands), { maxLength: 3 }) },
      { requiredKeys: [], noNullPrototype: true },
    )
    .map((request) => withFormat(request, format));
}

/** The environments at the edges, and a request that asks for nothing at all. */
export function boundaryBootstrapRequests(format: BootstrapFormat = 'shell'): readonly BootstrapRequest[] {
  return [{}, ...fewEnvironments.map((environment) => ({ environment }))].map((request) => withFormat(request, format));
}

function withFormat(request: BootstrapRequest, format: BootstrapFormat): BootstrapRequest {
  return format === 'shell' ? request : { format, ...request };
}
