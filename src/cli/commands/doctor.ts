import { visibleText } from '../../reporters/visible-text.ts';
import { align } from '../align.ts';
import type { Services } from '../services.ts';
import type { Terminal } from '../terminal.ts';

export interface DoctorFlags {
  readonly json?: boolean;
}

/** One thing looked at: usable, or what is missing and what to do about it. */
interface Finding {
  readonly what: string;
  readonly usable: boolean;
  readonly text: string;
}

/** `assay doctor`: what can be used on this machine. Nothing of it is required, so it never fails. */
export async function doctorCommand(flags: DoctorFlags, { stdout }: Terminal, services: Services): Promise<number> {
  const findings = await look(services);
  if (flags.json) {
    stdout.write(`${JSON.stringify({ findings }, null, 2)}\n`);
    return 0;
  }
  const rows = findings.map(({ what, usable, text }) => [usable ? 'yes' : 'no', what, text].map(visibleText));
  stdout.write(`${align(rows)}\n`);
  return 0;
}

async function look(services: Services): Promise<readonly Finding[]> {
  const { registeredProviders } = await services.registry();
  const testbeds = registeredProviders.flatMap((provider) =>
    provider.testbeds.map((testbed) => ({ provider: provider.name, testbed })),
  );
  const node: Finding = { what: 'Node', usable: true, text: process.versions.node };
  const probed = testbeds.map(async ({ provider, testbed }): Promise<Finding> => {
    const missing = await testbed.probe({}).catch((error: Error) => error.message);
    const what = `${provider} on ${testbed.name}`;
    return { what, usable: missing === null, text: missing ?? `ready (${testbed.fidelity})` };
  });
  return [node, ...(await Promise.all(probed))];
}
