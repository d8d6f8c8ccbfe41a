import { defineMutant, withProvider } from '../../../../fixtures/define-mutant.ts';

/** spawn is killed while docker is still making the container. */
export default defineMutant({
  name: 'dies-in-spawn',
  defect: 'spawn is killed while docker is still making the container.',
  contracts: [],
  breaks: (registration) =>
    withProvider(registration, {
      spawn: async (request) => {
        setTimeout(() => process.kill(process.pid, 'SIGKILL'), 150);
        return registration.provider.spawn(request);
      },
    }),
});
