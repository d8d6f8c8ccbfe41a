import type { BootstrapRequest } from '../../provider/bootstrap.ts';
import { isObject } from '../../provider/is-object.ts';
import { mustBootstrap } from '../bootstrap-results.ts';
import { type Contract, defineContract } from '../contract.ts';
import { describeValue } from '../describe.ts';
import { anyTailnetRequest, plainTailnetRequest } from '../generators/tailnet-request.ts';
import { secretBehind } from '../secret-names.ts';
import { findSecret } from '../secrets.ts';
import type { Step } from '../step.ts';
import type { StepResult } from '../step-result.ts';
import type { Trial } from '../trial.ts';

export const joins: Contract = defineContract({
  id: 'tailnet.joins',
  intent: 'bootstrap',
  title: 'The machine joins the tailnet before its commands run',
  statement:
    'When a shell bootstrap that asks for a tailnet runs where a machine would run it, its commands find tailscale running, under the host name that was asked for, whatever else is in the environment. Nothing that it prints holds the key.',
  requires: ['tailscaleNative'],
  needs: ['shell'],
  steps: () => anyTailnetRequest().map(askStatus),
  boundaries: () => [askStatus(plainTailnetRequest)],
  run: (trial) => trial.play({ bootstrap: mustJoin }),
});

/** The status is asked for in JSON, as machines read it. */
function askStatus(request: BootstrapRequest): readonly Step[] {
  return [{ op: 'bootstrap', request: { ...request, commands: ['tailscale status --json'] } }];
}

async function mustJoin(result: StepResult<'bootstrap'>, trial: Trial): Promise<void> {
  const { content } = mustBootstrap(trial, result);
  const ran = await trial.shell.run(content);
  const secret = secretBehind(result.step.request.tailscale?.authKey ?? '');
  const place = findSecret({ stdout: ran.stdout, stderr: ran.stderr }, [secret]);
  trial.expect(place === undefined, 'a bootstrap does not print its key', () => `it is in ${place}`);
  const expected = 'a bootstrap that joins a tailnet ends with exit code 0';
  trial.expect(ran.exitCode === 0, expected, () => `${ran.exitCode}: ${ran.stderr.trim().slice(0, 300)}`);
  const status = parseStatus(ran.stdout);
  const seen = () => describeValue(ran.stdout);
  trial.expect(status?.BackendState === 'Running', 'tailscale runs when the commands do', seen);
  const hostname = result.step.request.tailscale?.hostname;
  const self = isObject(status?.Self) ? status.Self.HostName : undefined;
  const isNamed = hostname === undefined || self === hostname;
  trial.expect(isNamed, 'the machine joins under the host name that was asked for', seen);
}

function parseStatus(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const status: unknown = JSON.parse(text);
    return isObject(status) ? status : undefined;
  } catch {
    return undefined;
  }
}
