import { motoEc2 } from '../../../src/clouds/moto/testbed.ts';

/** Why the tests on a real moto are left out; on a CI nothing is left out, and what is missing fails them. */
export const missingMoto: string | null = process.env.CI ? null : await motoEc2.probe({});

if (missingMoto !== null) process.stderr.write(`the tests on moto are skipped: ${missingMoto}\n`);
