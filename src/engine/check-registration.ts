import type { Registration } from '../provider/registration.ts';
import type { UnwrittenPart } from '../provider/unwritten.ts';
import { SubjectError } from './loaded-subject.ts';

const coreMethods = ['spawn', 'terminate', 'list', 'get', 'generateBootstrap'] as const;
const hookMethods = ['onStartup', 'onShutdown', 'onHeartbeat'] as const;
const tiers = ['testing', 'additional', 'reference'];

/**
 * Whether this is a registration at all: without the core methods there is nothing to certify. Everything else a
 * provider can get wrong is for the contracts to judge. Throws SubjectError.
 */
export function checkRegistration(label: string, registration: Registration): void {
  const { provider, hooks } = registration ?? {};
  if (typeof provider !== 'object' || provider === null) fail(label, 'its registration has no provider');
  if (typeof provider.name !== 'string' || provider.name === '')
    fail(label, 'provider.name must be a non-empty string');
  const missing = coreMethods.filter((method) => typeof provider[method] !== 'function');
  if (missing.length > 0) fail(label, `the provider ${provider.name} lacks ${missing.join(', ')}`);
  if (!tiers.includes(provider.tier)) fail(label, `provider.tier must be one of ${tiers.join(', ')}`);
  if (typeof provider.capabilities !== 'object' || provider.capabilities === null) {
    fail(label, `the provider ${provider.name} lacks capabilities: declare all 11 flags`);
  }
  if (typeof hooks !== 'object' || hooks === null) fail(label, `the registration of ${provider.name} has no hooks`);
  mustListUnwritten(label, registration.unwritten);
  const missingHooks = hookMethods.filter((method) => typeof hooks[method] !== 'function');
  if (missingHooks.length > 0) fail(label, `the hooks of ${provider.name} lack ${missingHooks.join(', ')}`);
}

function mustListUnwritten(label: string, unwritten: Registration['unwritten'] = []): void {
  const isPart = ({ part, contracts }: UnwrittenPart) => typeof part === 'string' && Array.isArray(contracts);
  if (Array.isArray(unwritten) && unwritten.every((one) => typeof one === 'object' && one !== null && isPart(one)))
    return;
  fail(label, 'registration.unwritten must be a list of {part, contracts}');
}

function fail(label: string, problem: string): never {
  throw new SubjectError(`${label}: ${problem}`);
}
