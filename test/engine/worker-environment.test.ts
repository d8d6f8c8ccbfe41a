import { devNull } from 'node:os';
import { expect, test } from 'vitest';
import { looksSecret } from '../../src/engine/redact/secrets-of-environment.ts';
import { workerEnvironment } from '../../src/engine/worker-environment.ts';
import type { ProviderContext } from '../../src/provider/context.ts';
import { registeredProviders } from '../../src/registry.ts';
import '../promises/task-meta.ts';

const credentials = {
  ...{ AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI', AWS_PROFILE: 'prod' },
  ...{ GOOGLE_APPLICATION_CREDENTIALS: '/key.json', CLOUDSDK_CONFIG: '/home/me/gcloud', RUNPOD_API_KEY: 'rpa_1' },
  ...{ LAMBDA_API_KEY: 'secret_1', ORBSTACK_TOKEN: 't', ASSAY_SIGNING_KEY: 'k', HTTPS_PROXY: 'http://u:p@proxy' },
};
const harmless = { PATH: '/bin', HOME: '/home/me', LC_ALL: 'C', DOCKER_HOST: 'unix:///x', ORBSTACK_HOST: 'docker' };

test('F5: of the environment what is harmless is seen, and what is named', ({ task }) => {
  const env = { ...harmless, ...credentials };
  const seen = workerEnvironment(env, ['LAMBDA_API_KEY']);
  expect(seen).toMatchObject({ ...harmless, LAMBDA_API_KEY: 'secret_1' });
  const leaked = Object.entries(credentials).filter(([name, value]) => seen[name] === value);
  expect(leaked.map(([name]) => name)).toEqual(['LAMBDA_API_KEY']);
  task.meta.figure = `${Object.keys(credentials).length} credentials, 1 named, ${leaked.length} seen`;
});

test('A13: credential files of a cloud are shut, until a variable of that cloud is passed on', () => {
  const shut = { AWS_SHARED_CREDENTIALS_FILE: devNull, AWS_CONFIG_FILE: devNull, AWS_EC2_METADATA_DISABLED: 'true' };
  const env = { ...harmless, ...credentials };
  expect(workerEnvironment(env, ['LAMBDA_API_KEY'])).toMatchObject({ ...shut, CLOUDSDK_CONFIG: devNull });
  const opened = workerEnvironment(env, ['AWS_PROFILE', 'CLOUDSDK_CONFIG']);
  expect(Object.keys(opened).filter((name) => name in shut)).toEqual([]);
  expect(opened).toMatchObject({ AWS_PROFILE: 'prod', CLOUDSDK_CONFIG: '/home/me/gcloud' });
});

test('A13: a provider in a simulated world is handed nothing of our environment', async ({ task }) => {
  const before = { ...process.env };
  Object.assign(process.env, credentials);
  try {
    let worlds = 0;
    for (const { name, module, testbeds } of registeredProviders) {
      for (const testbed of testbeds.filter(({ isolation }) => isolation === 'case')) {
        if ((await testbed.probe({})) !== null) continue;
        let given: ProviderContext['env'] = {};
        const create: typeof module.create = (context) => {
          given = context.env;
          return module.create(context);
        };
        const { signal } = new AbortController();
        const world = await testbed.open({ module: { ...module, create }, seed: 1, runId: 'r', settings: {}, signal });
        await world.close();
        const ours = Object.entries(given).filter(([key, value]) => before[key] === value || isPlanted(key, value));
        expect(ours, `${name} on ${testbed.name}`).toEqual([]);
        expect(Object.keys(given).length).toBeGreaterThan(0);
        worlds += 1;
      }
    }
    expect(worlds).toBeGreaterThan(0);
    task.meta.figure = `${worlds} worlds, ${Object.keys(credentials).length} planted credentials, 0 seen`;
  } finally {
    for (const name of Object.keys(credentials)) delete process.env[name];
    Object.assign(process.env, before);
  }
});

function isPlanted(name: string, value: string | undefined): boolean {
  return Object.entries(credentials).some(([key, planted]) => key === name && planted === value);
}

test.each([
  ...['GITHUB_TOKEN', 'AWS_SECRET_ACCESS_KEY', 'AWS_ACCESS_KEY_ID', 'npm_config__authToken', 'DB_PASSWORD', 'DB_PWD'],
  ...['LAMBDA_API_KEY', 'OPENAI_APIKEY', 'PASSPHRASE', 'SENTRY_DSN', 'SLACK_WEBHOOK_URL', 'GPG_PRIVATE_KEY'],
])('F1: %s looks like a secret', (name) => {
  expect(looksSecret(name)).toBe(true);
});

test.each(['PWD', 'OLDPWD', 'PATH', 'HOME', 'LANG', 'AUTHOR', 'ORBSTACK_HOST', 'DESKTOP_SESSION', 'KEYBOARD'])(
  'F3: %s does not',
  (name) => {
    expect(looksSecret(name)).toBe(false);
  },
);
