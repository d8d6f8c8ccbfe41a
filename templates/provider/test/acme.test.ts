import { describeProvider } from 'assay/vitest';
import provider from '../src/index.ts';

describeProvider(provider);
