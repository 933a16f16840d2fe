// Says before anything is started that the server's port cannot be listened on, and what to do.
// Never keeps the port: the server takes it when it is ready.

import { createServer } from 'node:net';
import { refuse, type StoreFault } from '@aegle/store';

/** What the errors of listening mean; null for one that is none of them. */
export function listenFault(error: unknown, host: string, port: number): StoreFault | null {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'EADDRINUSE')
    return refuse(
      'unavailable',
      'PORT',
      `Port ${port} is in use: another Aegle, or another program.`,
      `Stop that one, or choose another port: PORT=${port === 65_535 ? 4181 : port + 1} npm start`,
    );
  if (code === 'EACCES')
    return refuse(
      'forbidden',
      'PORT',
      `This user may not listen on port ${port}.`,
      'Choose a port from 1024 on and put a proxy in front.',
    );
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return refuse(
      'invalid',
      'HOST',
      `${host} is no address of this machine.`,
      'Name one of its addresses, or leave HOST out for 127.0.0.1.',
    );
  return null;
}

/** Faults as `listenFault`. Port 0 (any) is always free. */
export async function requireFreePort(host: string, port: number): Promise<void> {
  const server = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host, port, exclusive: true }, resolve);
    });
  } catch (error) {
    throw listenFault(error, host, port) ?? error;
  }
  await new Promise((resolve) => server.close(resolve));
}
