import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectAdmin, type Sql } from '../../src/database/connections.ts';
import { type Embedded, startEmbedded } from '../../src/database/embedded.ts';
import { home } from '../journeys/homes.ts';
import { addPartner } from '../partner.ts';
import { Programme } from './programme.ts';

let programme: Programme;
let embedded: Embedded;
let admin: Sql;

beforeAll(async () => {
  programme = await Programme.create();
});
afterAll(async () => {
  await admin.end();
  await embedded.stop();
  await programme.remove();
});

test('a server without jobs leaves them to the process that works, beside it and after it', async () => {
  const server = await programme.serve('--no-jobs');
  embedded = await startEmbedded(programme.folder, { occupant: 'command' });
  admin = connectAdmin(embedded.url);
  const landlord = await addPartner(admin, server.url, 'LANDLORD');
  const unconfirmed = async () => {
    const offer = 'housingOffer { id version }';
    const { housingOffer } = await landlord.does('createHousingOffer', home, offer);
    const { id, version } = housingOffer;
    await landlord.does('publishHousingOffer', { id, expectedVersion: version }, offer);
    await admin`update housing_offers set valid_until = now() - interval '1 hour' where status = 'PUBLISHED'`;
    await admin`select graphile_worker.add_job('everyMinute', '{}'::json)`;
  };
  const waiting = async () =>
    Number((await admin`select count(*) from housing_offers where status = 'PUBLISHED'`)[0]?.count);
  const done = () => expect.poll(waiting).toBe(0);

  await unconfirmed();
  // Longer than a worker waits before it looks for jobs.
  await new Promise((resolve) => setTimeout(resolve, 5_000));
  expect(await waiting()).toBe(1);
  expect(await admin`select from graphile_worker._private_known_crontabs`).toHaveLength(0);

  const worker = await programme.work();
  await done();
  await expect.poll(() => worker.out).toContain('"msg":"time: housing offers unconfirmed"');
  expect(server.out).not.toContain('everyMinute');

  await unconfirmed();
  await done();
  expect(await worker.end('SIGTERM')).toBe(0);
  expect(worker.out).toContain('"msg":"stopped"');
  expect((await server.get('/readyz')).status).toBe(200);
  await unconfirmed();
  await new Promise((resolve) => setTimeout(resolve, 5_000));
  expect(await waiting()).toBe(1);
  expect(await server.end('SIGTERM')).toBe(0);
}, 120_000);
