import { hkdfSync, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type Settings, SetUpError } from '../settings.ts';
import { keptFile } from './keptFile.ts';

type Origin = Pick<Settings, 'secretKey' | 'databaseUrl' | 'dataDirectory'>;

/**
 * The 32 bytes from which every key of the programme is derived: SECRET_KEY, or else `DATA_DIR/secret.key`, created
 * the first time. A given database needs a given key unless the demo is asked for: the key must outlive this machine
 * as the database does, or no partner's stored id would mean anything after a move.
 */
export async function obtainSecretKey(settings: Origin, { demo }: { demo: boolean }): Promise<Buffer> {
  if (settings.secretKey) return settings.secretKey;
  if (settings.databaseUrl && !demo)
    throw new SetUpError(
      'SECRET_KEY is compulsory with DATABASE_URL: set it to 32 random bytes (openssl rand -hex 32) and keep it with the backups.',
    );
  const path = join(settings.dataDirectory, 'secret.key');
  const text = await keptFile(path, () => randomBytes(32).toString('hex'));
  if (!/^[0-9a-f]{64}$/i.test(text))
    throw new SetUpError(
      `${path} is damaged: restore its 64 hexadecimal digits, or remove it and every id changes.`,
    );
  return Buffer.from(text, 'hex');
}

/** HKDF-SHA256. Different purposes give unrelated keys; `length` is in bytes. */
export function deriveKey(secret: Buffer, purpose: string, length = 32): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), purpose, length));
}
