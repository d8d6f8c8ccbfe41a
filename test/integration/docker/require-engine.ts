import { dockerOrbstack } from '../../../src/clouds/docker/testbed.ts';
import { image } from './image.ts';

/** These tests are only run where an engine is wanted: without one they fail, once and with the remedy, and skip nothing. */
export async function setup(): Promise<void> {
  const missing = await dockerOrbstack.probe({ image });
  if (missing === null) return;
  throw new Error(`the Docker tests cannot run: ${missing}; or run .ci/start-docker && .ci/build-image ${image}`);
}
