import { defineProvider } from 'assay';
import { name } from './about.ts';
import { createAcme } from './acme.ts';
import { simulatedAcme } from './simulated/testbed.ts';

export default defineProvider({ name, create: createAcme, testbeds: [simulatedAcme] });
