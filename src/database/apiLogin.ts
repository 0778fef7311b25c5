import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import type { Settings } from '../settings.ts';
import { deriveKey } from './secretKey.ts';

/** The login of requests: no right but to take an audience's role. The migrations create it. */
export const apiLogin = 'api_login';

/** Processes that share the secret agree on the login's password without exchanging it. */
export function derivedLoginPassword(secret: Buffer): string {
  return deriveKey(secret, apiLogin).toString('base64url');
}

/** API_DATABASE_URL, or the administrator's database as the login with its derived password. */
export function apiUrl(adminUrl: string, secret: Buffer, settings: Pick<Settings, 'apiDatabaseUrl'>): string {
  if (settings.apiDatabaseUrl) return settings.apiDatabaseUrl;
  const url = new URL(adminUrl);
  url.username = apiLogin;
  url.password = derivedLoginPassword(secret);
  return url.href;
}

/**
 * The password that a migration gives the login: that of API_DATABASE_URL where it names the login, the derived one
 * where there is no API_DATABASE_URL, and `null` (leave the login alone) where requests come in under another name.
 */
export function loginPassword(secret: Buffer, settings: Pick<Settings, 'apiDatabaseUrl'>): string | null {
  if (!settings.apiDatabaseUrl) return derivedLoginPassword(secret);
  const url = new URL(settings.apiDatabaseUrl);
  return decodeURIComponent(url.username) === apiLogin ? decodeURIComponent(url.password) || null : null;
}

/**
 * The SCRAM-SHA-256 verifier that PostgreSQL stores (RFC 5803). Sent instead of the password, which would otherwise
 * stand in clear in the statement and so in the server's logs. For passwords in ASCII, which SASLprep leaves alone.
 */
export function scramVerifier(password: string, salt = randomBytes(16), iterations = 4096): string {
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  const keyed = (label: string) => createHmac('sha256', salted).update(label).digest();
  const storedKey = createHash('sha256').update(keyed('Client Key')).digest('base64');
  const serverKey = keyed('Server Key').toString('base64');
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${storedKey}:${serverKey}`;
}
