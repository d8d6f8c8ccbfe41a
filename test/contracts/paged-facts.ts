import type { WorldFacts } from '../../src/testbed/world-facts.ts';
import { facts } from './facts.ts';

/** A world whose service pages, and whose provider has a credential. */
export const pagedFacts: WorldFacts = {
  ...facts,
  pageSize: 3,
  instancesMax: 10,
  secrets: ['s3cr3t+token/with=signs'],
};
