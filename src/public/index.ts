export { defineProvider } from '../provider/registration.ts';
