import { bootstrapOrRefusal, bootstrapStep } from '../bootstrap-results.ts';
import { type Contract, defineContract } from '../contract.ts';
import { describeThrown, describeValue } from '../describe.ts';
import { anyBootstrapRequest, boundaryBootstrapRequests } from '../generators/bootstrap-request.ts';
import type { StepResult } from '../step-result.ts';
import type { Trial } from '../trial.ts';

export const cloudInitParses: Contract = defineContract({
  id: 'bootstrap.cloud-init-parses',
  intent: 'bootstrap',
  title: 'A cloud-init bootstrap parses',
  statement:
    'The content of a cloud-init bootstrap starts with the line `#cloud-config` and is a YAML map, whatever the ' +
    'environment holds. A provider whose machines have no cloud-init refuses the format with INVALID_SPEC.',
  steps: () => anyBootstrapRequest('cloud-init').map(bootstrapStep),
  boundaries: () => boundaryBootstrapRequests('cloud-init').map(bootstrapStep),
  run: (trial) => trial.play({ bootstrap: mustParse }),
});

async function mustParse(result: StepResult<'bootstrap'>, trial: Trial): Promise<void> {
  const bootstrap = bootstrapOrRefusal(trial, result);
  if (bootstrap === null) return;
  const firstLine = bootstrap.content.split(/\r?\n/, 1)[0] ?? '';
  trial.expect(
    firstLine.trimEnd() === '#cloud-config',
    'a cloud-init bootstrap starts with the line #cloud-config',
    () => `it started with ${describeValue(firstLine)}`,
  );
  const parsed = await parseYaml(bootstrap.content);
  trial.expect(parsed.isMap, 'a cloud-init bootstrap is a YAML map', parsed.seen);
}

/** Read as YAML 1.1, which is what cloud-init reads. The parser is loaded late: most runs never come here. */
async function parseYaml(content: string): Promise<{ readonly isMap: boolean; readonly seen: string }> {
  const { isMap, parseDocument } = await import('yaml');
  const document = parseDocument(content, { version: '1.1' });
  try {
    for (const error of document.errors) throw error;
    // An alias without its anchor only shows here.
    const value: unknown = document.toJS();
    return { isMap: isMap(document.contents), seen: `it parses to ${describeValue(value)}` };
  } catch (error) {
    return { isMap: false, seen: `it does not parse: ${describeThrown(error)}` };
  }
}
