import { expect, test } from 'vitest';
import { type Ec2UnderTest, openEc2 } from './ask.ts';

const template = (name: string, more: Readonly<Record<string, string>> = {}) => ({
  LaunchTemplateName: name,
  'LaunchTemplateData.InstanceType': 't3.micro',
  ...more,
});

test('a name belongs to one template of a region, until it is deleted', async () => {
  const { ask } = openEc2();
  expect((await ask('CreateLaunchTemplate', template('one'))).status).toBe(200);
  expect((await ask('CreateLaunchTemplate', template('one'))).code).toBe(
    'InvalidLaunchTemplateName.AlreadyExistsException',
  );
  expect((await ask('CreateLaunchTemplate', template('one'), 'eu-central-1')).status).toBe(200);
  await ask('DeleteLaunchTemplate', { LaunchTemplateName: 'one' });
  expect((await ask('CreateLaunchTemplate', template('one'))).status).toBe(200);
});

test('a name is taken at once, also while no read shows it', async () => {
  const { ask, clock } = openEc2({ idLagMs: 5_000, listLagMs: 5_000 });
  await ask('CreateLaunchTemplate', template('one'));
  expect(await names({ ask })).toEqual([]);
  expect((await ask('DescribeLaunchTemplates', { 'LaunchTemplateName.1': 'one' })).code).toBe(
    'InvalidLaunchTemplateName.NotFoundException',
  );
  expect((await ask('CreateLaunchTemplate', template('one'))).code).toMatch(/AlreadyExists/);
  await clock.sleep(5_000);
  expect(await names({ ask })).toEqual(['one']);
});

test('a token gives the template that it gave before, and refuses another request', async () => {
  const { ask } = openEc2();
  const ClientToken = 'token';
  const first = await ask('CreateLaunchTemplate', template('one', { ClientToken }));
  const again = await ask('CreateLaunchTemplate', template('one', { ClientToken }));
  expect(idIn(again.body)).toBe(idIn(first.body));
  expect((await ask('CreateLaunchTemplate', template('two', { ClientToken }))).code).toBe(
    'IdempotentParameterMismatch',
  );
});

test('templates are listed page by page, and found by their tags', async () => {
  const { ask } = openEc2({ pageSize: 2 });
  for (const name of ['one', 'two', 'three']) {
    const tag = { 'TagSpecification.1.Tag.1.Key': 'pool', 'TagSpecification.1.Tag.1.Value': name };
    await ask('CreateLaunchTemplate', template(name, { 'TagSpecification.1.ResourceType': 'launch-template', ...tag }));
  }
  const page = await ask('DescribeLaunchTemplates', { MaxResults: '200' });
  const NextToken = /<nextToken>(.*?)<\/nextToken>/.exec(page.body)?.[1] ?? '';
  expect([...namesIn(page.body), ...namesIn((await ask('DescribeLaunchTemplates', { NextToken })).body)]).toEqual([
    'one',
    'two',
    'three',
  ]);
  const filter = { 'Filter.1.Name': 'tag:pool', 'Filter.1.Value.1': 't*' };
  expect(await names({ ask }, filter)).toEqual(['two', 'three']);
});

test('a template without data or with a name of two characters is refused', async () => {
  const { ask } = openEc2();
  expect((await ask('CreateLaunchTemplate', { LaunchTemplateName: 'one' })).code).toBe('MissingParameter');
  expect((await ask('CreateLaunchTemplate', template('on'))).code).toMatch(/Malformed/);
  expect((await ask('DeleteLaunchTemplate', { LaunchTemplateId: 'lt-00000000000000000' })).code).toBe(
    'InvalidLaunchTemplateId.NotFound',
  );
});

async function names({ ask }: Pick<Ec2UnderTest, 'ask'>, parameters = {}): Promise<readonly string[]> {
  return namesIn((await ask('DescribeLaunchTemplates', parameters)).body);
}

function namesIn(body: string): readonly string[] {
  return [...body.matchAll(/<launchTemplateName>(.*?)<\/launchTemplateName>/g)].map(([, name = '']) => name);
}

function idIn(body: string): string | undefined {
  return /<launchTemplateId>(.*?)<\/launchTemplateId>/.exec(body)?.[1];
}
