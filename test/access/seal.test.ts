import { randomBytes, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { idPrefixes } from '../../src/access/idPrefixes.ts';
import { Seal, sealFor } from '../../src/access/seal.ts';

const root = randomBytes(32);
const a = new Seal(root, randomUUID());
const b = new Seal(root, randomUUID());
const types = Object.keys(idPrefixes);
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

describe('a sealed id', () => {
  test('opens to its uuid, for every type', () => {
    for (const type of types)
      fc.assert(
        fc.property(fc.uuid(), (uuid) => a.openId(type, a.id(type, uuid)) === uuid),
        { numRuns: 20 },
      );
  });

  test('begins with the prefix of its type, and no two types share one', () => {
    expect(a.id('HousingOffer', randomUUID())).toMatch(/^hof_[\w-]{22}$/);
    expect(new Set(Object.values(idPrefixes)).size).toBe(types.length);
  });

  test('is the same each time, also from another process with the same secret', () => {
    const partner = randomUUID();
    const uuid = randomUUID();
    const here = new Seal(root, partner).id('Family', uuid);
    expect(new Seal(Buffer.from(root), partner).id('Family', uuid)).toBe(here);
    expect(new Seal(randomBytes(32), partner).id('Family', uuid)).not.toBe(here);
  });

  test('of one partner says nothing to another: two partners cannot join their files', () => {
    const uuid = randomUUID();
    expect(b.id('Family', uuid)).not.toBe(a.id('Family', uuid));
    expect(b.openId('Family', a.id('Family', uuid))).not.toBe(uuid);
  });

  test('of one type is not an id of another, even under its prefix', () => {
    const uuid = randomUUID();
    const sealed = a.id('Family', uuid);
    expect(a.openId('Person', sealed)).toBeNull();
    expect(a.openId('Person', sealed.replace('fam_', 'per_'))).not.toBe(uuid);
  });

  test('has one spelling: no other text opens to the same row', () => {
    const uuid = randomUUID();
    const sealed = a.id('Family', uuid);
    for (const last of alphabet)
      if (last !== sealed.at(-1)) expect(a.openId('Family', sealed.slice(0, -1) + last)).not.toBe(uuid);
    for (const other of [
      `${sealed}=`,
      `${sealed} `,
      sealed.toUpperCase(),
      sealed.replace(/-/g, '+').concat('.'),
    ])
      expect(a.openId('Family', other)).toBeNull();
  });

  test.each([
    '',
    'fam_',
    'fam',
    'Family:1 or 1=1',
    '99999999999',
    'fam_éééééééééééééééééééééé',
    `fam_${'A'.repeat(5000)}`,
  ])('that is none (%s) opens to null without an error', (text) =>
    expect(a.openId('Family', text)).toBeNull(),
  );

  test('any text opens to null or to a uuid', () => {
    const shape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
    fc.assert(
      fc.property(fc.string(), (text) => {
        const opened = a.openId('Family', `fam_${text}`);
        return opened === null || shape.test(opened);
      }),
    );
  });

  test('is made of uuids of known types alone', () => {
    expect(() => a.id('Family', 'not a uuid')).toThrow(TypeError);
    expect(() => a.id('toString', randomUUID())).toThrow(TypeError);
    expect(a.openId('toString', a.id('Family', randomUUID()))).toBeNull();
  });
});

describe('a sealed cursor', () => {
  const binding = 'families UPDATED_AT_ASC {"region":"84"}';
  const payload = JSON.stringify(['2026-01-05T10:00:00.000Z', randomUUID()]);

  test('opens to its payload, whatever its characters', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.string({ unit: 'grapheme' }),
        (bound, text) => a.openCursor(bound, a.cursor(bound, text)) === text,
      ),
    );
  });

  test('has equal bytes for equal pages and others for other pages', () => {
    expect(a.cursor(binding, payload)).toBe(a.cursor(binding, payload));
    expect(a.cursor(binding, payload)).not.toBe(a.cursor(binding, `${payload} `));
    expect(a.cursor('ab', 'c').slice(0, 16)).not.toBe(a.cursor('a', 'bc').slice(0, 16));
  });

  test('shows none of its payload', () => {
    const bytes = Buffer.from(a.cursor(binding, 'canary-value'), 'base64url');
    for (const encoding of ['latin1', 'utf8', 'hex'] as const)
      expect(bytes.toString(encoding)).not.toContain(Buffer.from('canary').toString(encoding));
  });

  test('is refused with any byte flipped, cut short or lengthened', () => {
    const bytes = Buffer.from(a.cursor(binding, payload), 'base64url');
    for (let place = 0; place < bytes.length; place += 1) {
      const forged = Buffer.from(bytes);
      forged.writeUInt8(forged.readUInt8(place) ^ 1, place);
      expect(a.openCursor(binding, forged.toString('base64url'))).toBeNull();
      expect(a.openCursor(binding, bytes.subarray(0, place).toString('base64url'))).toBeNull();
    }
    expect(a.openCursor(binding, `${bytes.toString('base64url')}AA`)).toBeNull();
  });

  test('is refused to another partner, and on another field, order or filter', () => {
    const sealed = a.cursor(binding, payload);
    expect(b.openCursor(binding, sealed)).toBeNull();
    for (const other of [
      'persons UPDATED_AT_ASC {"region":"84"}',
      'families UPDATED_AT_DESC {"region":"84"}',
      'families UPDATED_AT_ASC {}',
    ])
      expect(a.openCursor(other, sealed)).toBeNull();
    expect(a.openCursor(binding, sealed)).toBe(payload);
  });

  test('that is none opens to null without an error', () => {
    fc.assert(fc.property(fc.string(), (text) => a.openCursor(binding, text) === null));
    expect(a.openCursor(binding, 'A'.repeat(100_000))).toBeNull();
  });
});

test('a partner’s seal is made once', () => {
  const partner = randomUUID();
  expect(sealFor(root, partner)).toBe(sealFor(root, partner));
  expect(sealFor(root, randomUUID())).not.toBe(sealFor(root, partner));
});
