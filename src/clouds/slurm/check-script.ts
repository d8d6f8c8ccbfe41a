/** What sbatch says against a script before it asks the controller, or null. */
export function scriptProblem(script: string): string | null {
  if (script === '') return 'sbatch: error: Batch script is empty!';
  if (!script.startsWith('#!')) {
    return [
      'sbatch: error: This does not look like a batch script.  The first',
      'sbatch: error: line must start with #! followed by the path to an interpreter.',
      'sbatch: error: For instance: #!/bin/sh',
    ].join('\n');
  }
  if (script.includes('\0')) {
    return [
      'sbatch: error: The Slurm controller does not allow scripts that',
      "sbatch: error: contain a NULL character '\\0'.",
    ].join('\n');
  }
  if (!script.includes('\r\n')) return null;
  return [
    'sbatch: error: Batch script contains DOS line breaks (\\r\\n)',
    'sbatch: error: instead of expected UNIX line breaks (\\n).',
  ].join('\n');
}
