import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectAdmin } from '../../src/database/connections.ts';
import { startEmbedded } from '../../src/database/embedded.ts';
import { Programme } from './programme.ts';

let programme: Programme;

beforeAll(async () => {
  programme = await Programme.create();
  await programme.does('migrate');
});
afterAll(() => programme.remove());

test('a database whose rights are those of the access table is told to be so', async () => {
  expect(await programme.run('doctor')).toMatchObject({
    code: 0,
    out: 'The rights in this database are those of the access table.\n',
    err: '',
  });
  expect(await programme.does<{ faults: string[] }>('doctor')).toEqual({ faults: [] });
});

test('every right that differs is named, and the command ends with 1', async () => {
  const embedded = await startEmbedded(programme.folder);
  const admin = connectAdmin(embedded.url);
  await admin`grant select (nationality) on person_identities to api_employer`;
  await admin`alter table care_referrals no force row level security`;
  await admin.end();
  await embedded.stop();
  const { code, out, err } = await programme.run('doctor');
  expect([code, out]).toEqual([1, '']);
  expect(err).toContain('person_identities.nationality select to api_employer');
  expect(err).toContain('public.care_referrals');
});
