// The secrets of an installation on the embedded database, made once and kept in its data folder.
// Never overwritten, never logged, never readable by anybody but the server's own user.

import { createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '@aegle/store';

export interface InstallationSecrets {
  readonly masterKey: Uint8Array;
  readonly sessionSecret: string;
  /** Ed25519; its public half lies beside the seals, for those who verify them. */
  readonly sealKey: KeyObject;
  readonly sealPublicKeyPem: string;
}

interface Stored {
  readonly masterKey: string;
  readonly sessionSecret: string;
  readonly sealPrivateKeyPem: string;
  readonly sealPublicKeyPem: string;
}

function fresh(): Stored {
  const keys = generateKeyPairSync('ed25519');
  return {
    masterKey: randomBytes(32).toString('base64'),
    sessionSecret: randomBytes(48).toString('base64url'),
    sealPrivateKeyPem: String(keys.privateKey.export({ type: 'pkcs8', format: 'pem' })),
    sealPublicKeyPem: String(keys.publicKey.export({ type: 'spki', format: 'pem' })),
  };
}

/** Reads the folder's secrets, making them on first use. Given ones take their place. */
export async function secretsIn(
  dataFolder: string,
  given: { readonly masterKey?: Uint8Array; readonly sessionSecret?: string },
): Promise<InstallationSecrets> {
  makeFolder(dataFolder);
  const file = join(dataFolder, 'installation-secrets.json');
  if (!existsSync(file)) {
    await writeFile(`${file}.part`, JSON.stringify(fresh()), { mode: 0o600 });
    await rename(`${file}.part`, file);
  }
  await chmod(file, 0o600);
  const stored = JSON.parse(await readFile(file, 'utf8')) as Stored;
  return {
    masterKey: given.masterKey ?? Buffer.from(stored.masterKey, 'base64'),
    sessionSecret: given.sessionSecret ?? stored.sessionSecret,
    sealKey: createPrivateKey(stored.sealPrivateKeyPem),
    sealPublicKeyPem: stored.sealPublicKeyPem,
  };
}
