import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getColumns } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashKey } from '../../src/access/keys.ts';
import { parisDay } from '../../src/demo/calendar.ts';
import { type DemoKey, writeDemoKeys } from '../../src/demo/demoKeys.ts';
import { demoTableNames, demoTables } from '../../src/demo/demoRows.ts';
import { generateDemo } from '../../src/demo/generateDemo.ts';
import { holdsDemo, loadDemo, resetDemo } from '../../src/demo/loadDemo.ts';
import { createWorld, type World } from '../world.ts';

const today = parisDay(new Date());
const seed = 20160929;

let world: World;
let keys: DemoKey[];
let milliseconds: number;

beforeAll(async () => {
  world = await createWorld();
  const start = performance.now();
  keys = await loadDemo(world.admin, { seed, today });
  milliseconds = performance.now() - start;
});

afterAll(() => world?.close());

const count = async (text: string) => {
  const [row] = await world.admin.unsafe(text);
  return Number(row?.count);
};

describe('a demo that was loaded', () => {
  test('took less than ten seconds', () => {
    expect(milliseconds).toBeLessThan(10_000);
  });

  test('holds every row that was generated', async () => {
    const rows = generateDemo({ seed, today });
    for (const name of demoTableNames) {
      const table = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
      expect([name, await count(`select count(*) from ${table}`)]).toEqual([name, rows[name].length]);
    }
  });

  test('was told what the database derives: no row was changed on the way in', async () => {
    const rows = generateDemo({ seed, today });
    for (const name of demoTableNames) {
      if (!('version' in getColumns(demoTables[name]))) continue;
      const table = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
      const stored = await world.admin.unsafe(`select sum(version)::int as versions from ${table}`);
      const versions = rows[name].reduce((sum, row) => sum + (('version' in row && row.version) || 1), 0);
      expect([name, stored[0]?.versions]).toEqual([name, versions]);
    }
  });

  test('made no move that its machine refuses', async () => {
    const refused = await world.admin`
      select distinct machine, from_state, to_state from journal_entries j
      where machine in (select machine from access.transitions)
        and not exists (
          select from access.transitions t
          where t.machine = j.machine and t.from_state is not distinct from j.from_state and t.to_state = j.to_state)`;
    expect(refused.filter((move) => !(move.machine === 'tenancy' && move.from_state === null))).toEqual([]);
  });

  test('gives each offer the place of its commune', async () => {
    for (const table of ['housing_offers', 'job_offers']) {
      const elsewhere = await count(`
        select count(*) from ${table} o join communes c on c.code = o.commune_code
        where (o.epci_code, o.departement_code, o.region_code) is distinct from (c.epci_code, c.departement_code, c.region_code)`);
      expect([table, elsewhere]).toEqual([table, 0]);
    }
  });

  test('is not loaded twice', async () => {
    await expect(loadDemo(world.admin, { seed, today })).rejects.toThrow('already holds partners');
  });
});

describe('the keys of a demo', () => {
  test('are two at least of each audience of partners, of two regions for coordinators, and one internal', () => {
    const of = (audience: string) => keys.filter((key) => key.audience === audience);
    for (const audience of ['LANDLORD', 'EMPLOYER', 'HEALTH', 'COORDINATOR']) {
      expect([audience, of(audience).length]).toEqual([audience, expect.toSatisfy((found) => found >= 2)]);
    }
    expect(of('COORDINATOR').map(({ partner }) => partner)).toContain('Programme, pilotage national');
    expect(of('INTERNAL')).toHaveLength(1);
  });

  test('are known to the database by their hash, for a year', async () => {
    const rows = await world.admin<{ key_hash: Buffer; name: string; days: number }[]>`
      select k.key_hash, p.name, extract(day from k.expires_at - k.created_at)::int as days
      from api_keys k join partners p on p.id = k.partner_id`;
    for (const { key, partner } of keys) {
      const row = rows.find(({ key_hash }) => key_hash.equals(hashKey(key)));
      expect(row).toMatchObject({ name: partner, days: 365 });
    }
  });

  test('open what they should: authenticated, in force', async () => {
    for (const { key, partner, audience } of keys) {
      const rows = await world.admin`select * from access.authenticate(${hashKey(key)})`;
      expect(rows).toMatchObject([{ partner_name: partner, audience, agreement_in_force: true }]);
    }
  });

  test('leave a landlord and an employer without one, for a coordinator to act', async () => {
    const without = await world.admin`
      select audience, count(*)::int from partners p
      where status = 'ACTIVE' and not exists (select from api_keys k where k.partner_id = p.id)
      group by audience order by audience`;
    expect(without).toEqual([
      { audience: 'EMPLOYER', count: 6 },
      { audience: 'LANDLORD', count: 4 },
    ]);
  });

  test('are written where their owner alone reads them', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'demo-keys-'));
    const path = await writeDemoKeys(folder, keys);
    expect(path).toBe(join(folder, 'demo-keys.json'));
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual(keys);
    await rm(folder, { recursive: true });
  });

  test.each([
    ['LANDLORD', 'housing_offers', ['PUBLISHED', 'DRAFT']],
    ['LANDLORD', 'housing_proposals', ['SENT_TO_LANDLORD', 'LANDLORD_ACCEPTED']],
    ['EMPLOYER', 'job_offers', ['OPEN', 'DRAFT']],
    ['EMPLOYER', 'job_applications', ['PRESENTED', 'DISCLOSED']],
    ['HEALTH', 'care_referrals', ['SENT', 'IN_CARE']],
  ])('the first %s finds in its %s what the README shows: %j', async (audience, table, statuses) => {
    const first = keys.find((key) => key.audience === audience)?.partner ?? '';
    const rows = await world.admin<{ status: string }[]>`
      select distinct t.status from ${world.admin(table)} t join partners p on p.id = t.partner_id where p.name = ${first}`;
    expect(rows.map(({ status }) => status)).toEqual(expect.arrayContaining(statuses));
  });
});

describe('the end of a demo', () => {
  test('another database is left alone', async () => {
    const other = await createWorld();
    await expect(resetDemo(other.admin)).rejects.toThrow('holds no demo');
    await other.close();
  });

  test('a reset leaves the reference rows and nothing else, and another demo may come', async () => {
    const other = await createWorld();
    await loadDemo(other.admin, { seed: 1, today });
    expect(await holdsDemo(other.admin)).toBe(true);
    await resetDemo(other.admin);
    const [left] = await other.admin`
      select (select count(*)::int from partners) as partners, (select count(*)::int from journal_entries) as entries,
        (select count(*)::int from communes) as communes`;
    expect(left).toEqual({ partners: 0, entries: 0, communes: 20_861 });
    expect(await holdsDemo(other.admin)).toBe(false);
    await loadDemo(other.admin, { seed: 2, today });
    await other.close();
  });
});
