import { type Bootstrap, type BootstrapRequest, unwritten } from 'assay';
import { name } from '../about.ts';

/** What a machine does when it first starts. Pure: equal requests give equal bytes. */
export function bootstrap(_request: BootstrapRequest): Bootstrap {
  throw unwritten(name, 'generateBootstrap');
}
