import { expect, test } from 'vitest';
import { gate } from '../../src/engine/gate.ts';
import { noCapabilities } from '../../src/provider/capability.ts';

const facts = {
  capabilities: { ...noCapabilities, gpu: true },
  tier: 'additional',
  workflows: ['zone-probing'],
  enhanced: false,
  testbed: { name: 'simulated', abilities: ['ledger'] },
} as const;
const asked = { id: 'launch.visible', requires: [], needs: [], tiers: ['testing', 'additional', 'reference'] } as const;

test('a contract that asks for what is there is run', () => {
  expect(gate({ ...asked, requires: ['gpu'], needs: ['ledger'] }, facts)).toBeUndefined();
});

test('an absent capability is the first reason, and names what is absent', () => {
  expect(gate({ ...asked, requires: ['gpu', 'spot'], needs: ['faults'] }, facts)).toEqual({
    code: 'capability-absent',
    text: 'the provider does not declare spot',
  });
});

test('a missing ability is the testbed’s, not the provider’s', () => {
  expect(gate({ ...asked, needs: ['ledger', 'faults'] }, facts)).toEqual({
    code: 'testbed-cannot',
    text: 'the testbed simulated has no faults',
  });
});

test('a contract of another tier is not asked', () => {
  expect(gate({ ...asked, tiers: ['reference'] }, facts)?.code).toBe('capability-absent');
});

test('a contract of a workflow is asked of whom offers it', () => {
  expect(gate({ ...asked, workflow: 'zone-probing' }, facts)).toBeUndefined();
  expect(gate({ ...asked, workflow: 'spot-fleet' }, facts)).toEqual({
    code: 'capability-absent',
    text: 'the provider offers no workflow spot-fleet',
  });
});

test('a contract of enhanced types is asked of whom hands them over', () => {
  expect(gate({ ...asked, enhanced: true }, { ...facts, enhanced: true })).toBeUndefined();
  expect(gate({ ...asked, enhanced: true }, facts)).toEqual({
    code: 'capability-absent',
    text: 'the provider has no enhanced view',
  });
});

test('what the testbed cannot judge is skipped with its reason, and nothing else is', () => {
  const testbed = { ...facts.testbed, cannot: { 'launch.visible': 'it shows nothing' } };
  expect(gate(asked, { ...facts, testbed })).toEqual({
    code: 'testbed-cannot',
    text: 'the testbed simulated cannot judge it: it shows nothing',
  });
  expect(gate({ ...asked, id: 'launch.unique-ids' }, { ...facts, testbed })).toBeUndefined();
});
