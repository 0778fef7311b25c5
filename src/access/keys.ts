import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { type Audience, audiences } from './audiences.ts';
import { fromBase62, toBase62 } from './base62.ts';

const kinds: Record<Audience, string> = {
  LANDLORD: 'lan',
  EMPLOYER: 'emp',
  HEALTH: 'hea',
  INTERNAL: 'int',
  COORDINATOR: 'coo',
};

// The digits of base 62 that hold 128, 256 and 32 bits.
const keyIdLength = 22;
const secretLength = 43;
const checksumLength = 6;

const shape = `ute_(${Object.values(kinds).join('|')})_([0-9A-Za-z]{22})_[0-9A-Za-z]{43}_([0-9A-Za-z]{6})`;
const wholeKey = new RegExp(`^${shape}$`);

/** Finds a key in any text. Published, so that secret scanners can report one that leaked. */
export const keyLeakPattern = new RegExp(`\\b${shape}\\b`, 'g');

/** A key that was just made. `key` is shown once and kept nowhere; the database keeps `hash`. */
export interface CreatedKey {
  key: string;
  /** A uuid, v4. */
  keyId: string;
  /** SHA-256 of the whole key, 32 bytes. */
  hash: Buffer;
  /** The last four characters, by which its holder recognises it. */
  shown: string;
}

export interface ParsedKey {
  audience: Audience;
  keyId: string;
}

/**
 * A key is `ute_<kind>_<key id>_<secret>_<checksum>`, such as `ute_lan_3Kx…_9dQ…_0aZ4fT`: the kind names the audience,
 * the key id is the uuid in base 62 (22 digits), the secret 256 random bits (43 digits), the checksum the CRC-32 of all
 * before its underscore (6 digits). Digits and letters alone, so that a double click takes the whole of it.
 *
 * The secret needs no slow hash: 256 random bits cannot be guessed, and a slow hash on each call would be a way to
 * stop the server.
 */
export function createKey(audience: Audience): CreatedKey {
  const keyId = randomUUID();
  const id = toBase62(Buffer.from(keyId.replaceAll('-', ''), 'hex'), keyIdLength);
  const body = `ute_${kinds[audience]}_${id}_${toBase62(randomBytes(32), secretLength)}`;
  const key = `${body}_${checksum(body)}`;
  return { key, keyId, hash: hashKey(key), shown: key.slice(-4) };
}

/**
 * Whose key this claims to be, or null where it was never made here: a mistyped or invented key costs no query. It
 * proves nothing: only the hash in the database does.
 */
export function parseKey(text: string): ParsedKey | null {
  const [, kind, id, given] = wholeKey.exec(text) ?? [];
  const audience = audiences.find((candidate) => kinds[candidate] === kind);
  if (!audience || !id || given !== checksum(text.slice(0, -1 - checksumLength))) return null;
  const hex = fromBase62(id, 16)?.toString('hex');
  if (!hex) return null;
  return { audience, keyId: hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-') };
}

/** SHA-256 of the whole key: what `access.authenticate` is asked with. */
export function hashKey(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}

function checksum(body: string): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(body));
  return toBase62(bytes, checksumLength);
}
