import { describeProvider } from 'assay/vitest';
import unwritten from '../../../templates/provider/src/index.ts';

describeProvider(unwritten, { contracts: (id) => id === 'launch.visible' });
