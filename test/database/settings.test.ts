import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readSettings } from '../../src/settings.ts';

const key = Buffer.from(Array.from({ length: 32 }, (_, index) => index * 8));

describe('the settings', () => {
  test('need nothing', () => {
    expect(readSettings({})).toEqual({
      port: 4000,
      host: '127.0.0.1',
      dataDirectory: resolve('.data'),
      logLevel: 'info',
      databaseUrl: undefined,
      apiDatabaseUrl: undefined,
      secretKey: undefined,
      metricsPort: undefined,
    });
  });

  test('take an empty variable for an absent one', () => {
    expect(readSettings({ PORT: '', DATABASE_URL: '', SECRET_KEY: '' })).toEqual(readSettings({}));
  });

  test.each(['hex', 'base64', 'base64url'] as const)('take a secret key in %s', (encoding) => {
    expect(readSettings({ SECRET_KEY: key.toString(encoding) }).secretKey).toEqual(key);
  });

  test.each([
    { PORT: '80a' },
    { PORT: '65536' },
    { PORT: '-1' },
    { METRICS_PORT: '1e3' },
    { DATABASE_URL: 'mysql://admin:hunter2@db/x' },
    { DATABASE_URL: 'hunter2' },
    { API_DATABASE_URL: 'https://hunter2' },
    { SECRET_KEY: 'hunter2' },
    { SECRET_KEY: key.toString('hex').slice(2) },
    { LOG_LEVEL: 'hunter2' },
  ] as Record<string, string>[])('refuse %o in one sentence without its value', (env) => {
    const [[variable, value] = ['', '']] = Object.entries(env);
    const refusal = (() => {
      try {
        return String(readSettings(env));
      } catch (error) {
        return (error as Error).message;
      }
    })();
    expect(refusal).toMatch(new RegExp(`^${variable} must be [^\\n]+\\.$`));
    expect(refusal).not.toContain(value);
  });

  test('name every variable that is wrong', () => {
    expect(() => readSettings({ PORT: 'x', LOG_LEVEL: 'y' })).toThrow(/^PORT [^\n]+\nLOG_LEVEL [^\n]+$/);
  });
});
