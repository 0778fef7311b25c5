import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { audiences } from '../../src/access/audiences.ts';
import { fromBase62, toBase62 } from '../../src/access/base62.ts';
import { createKey, hashKey, keyLeakPattern, parseKey } from '../../src/access/keys.ts';
import { isScopeOf, scopes } from '../../src/access/scopes.ts';

describe('a key', () => {
  test.each(audiences)('of %s names its audience and its id', (audience) => {
    const { key, keyId } = createKey(audience);
    expect(parseKey(key)).toEqual({ audience, keyId });
  });

  test('is 81 letters, digits and underscores, with its last four shown', () => {
    const { key, shown } = createKey('HEALTH');
    expect(key).toMatch(/^ute_hea_[0-9A-Za-z]{22}_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}$/);
    expect(key.endsWith(shown)).toBe(true);
    expect(shown).toHaveLength(4);
  });

  test('is stored as its SHA-256', () => {
    const { key, hash } = createKey('LANDLORD');
    expect(hash).toEqual(createHash('sha256').update(key).digest());
    expect(hashKey(key)).toEqual(hash);
  });

  test('is never made twice', () => {
    const made = Array.from({ length: 500 }, () => createKey('LANDLORD'));
    expect(new Set(made.map(({ key }) => key)).size).toBe(500);
    expect(new Set(made.map(({ keyId }) => keyId)).size).toBe(500);
  });

  test('with any one character changed is none', () => {
    const { key } = createKey('LANDLORD');
    for (let place = 0; place < key.length; place += 1) {
      const other = key[place] === 'a' ? 'b' : 'a';
      expect(parseKey(key.slice(0, place) + other + key.slice(place + 1))).toBeNull();
    }
  });

  test('inside other text is none', () => {
    const { key } = createKey('LANDLORD');
    for (const text of [
      '',
      ' ',
      `${key} `,
      ` ${key}`,
      `${key}\n`,
      `${key}\0`,
      key.toUpperCase(),
      `${key}${key}`,
    ])
      expect(parseKey(text)).toBeNull();
    fc.assert(fc.property(fc.string(), (text) => parseKey(text) === null));
  });

  test('is found by the published pattern wherever it leaked', () => {
    const { key } = createKey('COORDINATOR');
    expect(`Authorization: Bearer ${key}\n`.match(keyLeakPattern)).toEqual([key]);
    expect(`${key}x`.match(keyLeakPattern)).toBeNull();
  });
});

describe('base 62', () => {
  test('gives back the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
        const buffer = Buffer.from(bytes);
        return fromBase62(toBase62(buffer, 22), 16)?.equals(buffer) === true;
      }),
    );
  });

  test('refuses a number that is too large, and what is no digit', () => {
    expect(fromBase62('z'.repeat(22), 16)).toBeNull();
    expect(fromBase62('-', 16)).toBeNull();
  });
});

test('no audience can be given a scope of another that it does not list', () => {
  expect(isScopeOf('LANDLORD', 'housing:write')).toBe(true);
  expect(isScopeOf('LANDLORD', 'jobs:read')).toBe(false);
  expect(isScopeOf('COORDINATOR', 'care:read')).toBe(false);
  for (const audience of audiences)
    for (const scope of scopes[audience]) expect(isScopeOf(audience, scope)).toBe(true);
});
