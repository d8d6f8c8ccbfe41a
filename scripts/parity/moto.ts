import { EC2Client } from '@aws-sdk/client-ec2';
import { createJudge, type Judge, region } from './judge.ts';

/** moto, emptied. It is at rest as soon as it has answered. */
export async function openMoto(url: string): Promise<Judge> {
  const { ok } = await fetch(`${url}/moto-api/reset`, { method: 'POST' });
  if (!ok) throw new Error('moto did not let itself be emptied');
  return createJudge(clientOf(url), async () => {});
}

const clients = new Map<string, EC2Client>();

/** One for all histories: it keeps its connection. */
function clientOf(url: string): EC2Client {
  const client =
    clients.get(url) ??
    new EC2Client({
      region,
      endpoint: url,
      credentials: { accessKeyId: 'AKIAPARITY', secretAccessKey: 'parity' },
      maxAttempts: 1,
    });
  clients.set(url, client);
  return client;
}
