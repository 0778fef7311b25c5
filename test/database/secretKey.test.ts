import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { deriveKey, obtainSecretKey } from '../../src/database/secretKey.ts';
import { readSettings } from '../../src/settings.ts';
import { testFolder } from './folders.ts';

const database = 'postgres://admin@db.example/reinstalles';

describe('the secret key', () => {
  test('is SECRET_KEY where it is given, and nothing is written', async () => {
    const DATA_DIR = await testFolder();
    const settings = readSettings({ DATA_DIR, SECRET_KEY: '07'.repeat(32) });
    expect(await obtainSecretKey(settings, { demo: false })).toEqual(Buffer.alloc(32, 7));
    await expect(stat(join(DATA_DIR, 'secret.key'))).rejects.toThrow('ENOENT');
  });

  test('is created for our eyes only with the embedded database, and stays', async () => {
    const settings = readSettings({ DATA_DIR: join(await testFolder(), 'new') });
    const all = await Promise.all([1, 2, 3].map(() => obtainSecretKey(settings, { demo: false })));
    const path = join(settings.dataDirectory, 'secret.key');
    expect(new Set(all.map((key) => key.toString('hex')))).toEqual(
      new Set([(await readFile(path, 'utf8')).trim()]),
    );
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await obtainSecretKey(settings, { demo: true })).toEqual(all[0]);
  });

  test('is compulsory with DATABASE_URL, except for the demo', async () => {
    const settings = readSettings({ DATA_DIR: await testFolder(), DATABASE_URL: database });
    await expect(obtainSecretKey(settings, { demo: false })).rejects.toThrow(
      'SECRET_KEY is compulsory with DATABASE_URL',
    );
    expect(await obtainSecretKey(settings, { demo: true })).toHaveLength(32);
  });

  test('is refused when its file is damaged, and is not replaced', async () => {
    const settings = readSettings({ DATA_DIR: await testFolder() });
    await writeFile(join(settings.dataDirectory, 'secret.key'), 'half a key');
    await expect(obtainSecretKey(settings, { demo: false })).rejects.toThrow('secret.key is damaged');
  });

  test('gives an unrelated key for each purpose, the same in every process', () => {
    // RFC 5869, test case 3
    const derived = deriveKey(Buffer.alloc(22, 0x0b), '', 42).toString('hex');
    expect(derived).toBe(
      '8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8',
    );
    expect(deriveKey(Buffer.alloc(32), 'ids')).not.toEqual(deriveKey(Buffer.alloc(32), 'cursors'));
  });
});
