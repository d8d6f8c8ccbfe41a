import { defineProvider } from 'assay';
import { createRental, name } from './rental.ts';
import { simulatedRental } from './testbed.ts';

export default defineProvider({ name, create: createRental, testbeds: [simulatedRental] });
