import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectAdmin, type Sql } from '../../src/database/connections.ts';
import { beginning, eventsAfter, type FeedEvent } from '../../src/events/feed.ts';
import { seededRandom } from '../random.ts';
import { type Served, serve } from '../served.ts';
import { publishedHome, type TimeScene, timeScene } from '../time/scene.ts';
import { full, seed } from '../volume.ts';

const writers = 8;
const transactionsEach = full ? 250 : 30;
const homes = 6;

let served: Served;
let scene: TimeScene;
const offers: string[] = [];

beforeAll(async () => {
  served = await serve();
  scene = await timeScene(served);
  for (let home = 0; home < homes; home += 1) offers.push((await publishedHome(scene)).id);
});
afterAll(async () => {
  await scene.jobs.end();
  await served.close();
});

const connect = () => connectAdmin(served.world.adminUrl);

/** The next state of a home, as an effect of some act: reserved, then on offer again. */
const flip = (sql: Sql, id: string) => sql`
  update public.housing_offers set status = case status when 'PUBLISHED' then 'RESERVED' else 'PUBLISHED' end where id = ${id}`;

/** One transaction as a role that may; `act` is within it. */
const asProgramme = (sql: Sql, act: (transaction: Sql) => Promise<void>) =>
  sql.begin(async (transaction) => {
    await transaction`set local role programme`;
    await act(transaction as unknown as Sql);
  });

/** As an act does that writes its idempotency key first. */
const takeNumber = (sql: Sql) => sql`select pg_current_xact_id()`;

const asReader = (sql: Sql, cursor: string, limit: number) =>
  sql.begin(async (transaction) => {
    await transaction`set local role operator`;
    return eventsAfter(transaction, cursor, limit);
  });

async function drain(sql: Sql, from: string): Promise<{ events: FeedEvent[]; cursor: string }> {
  const events: FeedEvent[] = [];
  let cursor = from;
  for (let more = true; more; ) {
    const read = await asReader(sql, cursor, 50);
    more = read.events.length > 0;
    events.push(...read.events);
    cursor = read.cursor;
  }
  return { events, cursor };
}

/** Waits for so many: a transaction of another database of the cluster, older than they are, holds the feed back too. */
async function arrived(sql: Sql, from: string, wanted: number): Promise<FeedEvent[]> {
  const events: FeedEvent[] = [];
  let cursor = from;
  for (let tries = 0; events.length < wanted && tries < 600; tries += 1) {
    const read = await drain(sql, cursor);
    events.push(...read.events);
    cursor = read.cursor;
    if (events.length < wanted) await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return events;
}

describe('a reader that goes by cursor', () => {
  test(`reads what ${writers} writers commit late and out of order: each event once, those of a row in order`, async () => {
    const random = seededRandom(seed('events'));
    const reader = connect();
    const start = await drain(reader, beginning);
    const write = async () => {
      const sql = connect();
      for (let count = 0; count < transactionsEach; count += 1) {
        const chosen = offers.filter(() => random() < 0.4);
        const [before, after] = [random() * 8, random() * 8];
        await asProgramme(sql, async (transaction) => {
          await takeNumber(transaction);
          await pause(before);
          for (const id of chosen) await flip(transaction, id);
          await pause(after);
        });
      }
      await sql.end();
    };
    let writing = true;
    const written = Promise.all(Array.from({ length: writers }, write)).finally(() => {
      writing = false;
    });
    const events: FeedEvent[] = [];
    let { cursor } = start;
    let polls = 0;
    while (writing) {
      const read = await asReader(reader, cursor, 1 + Math.floor(random() * 20));
      events.push(...read.events);
      cursor = read.cursor;
      polls += 1;
    }
    await written;
    const all = await served.admin<{ position: number }[]>`
      select position::float8 as position from events where position > ${start.events.at(-1)?.position ?? 0}`;
    const rest = await arrived(reader, cursor, all.length - events.length);
    events.push(...rest);
    await reader.end();
    process.stdout.write(
      `events: ${writers} writers, ${events.length} events, ${polls} polls, ${rest.length} after the last commit\n`,
    );
    expect(events.length).toBeGreaterThan(writers * transactionsEach);
    expect(polls).toBeGreaterThan(transactionsEach);
    expect(events.map(({ position }) => position).sort((a, b) => a - b)).toEqual(
      all.map(({ position }) => position).sort((a, b) => a - b),
    );
    for (const offer of offers) {
      const versions = events.filter(({ rowId }) => rowId === offer).map(({ version }) => version);
      const [first = 0] = versions;
      expect(versions).toEqual(versions.map((_, index) => first + index));
    }
  });

  test('passes over nothing that is written early and committed late, and waits for it', {
    timeout: 150_000,
  }, async () => {
    const [early, late, reader] = [connect(), connect(), connect()];
    const { cursor } = await drain(reader, beginning);
    const [first = '', second = ''] = offers;
    let meanwhile: FeedEvent[] = [];
    await asProgramme(early, async (transaction) => {
      await flip(transaction, first);
      await asProgramme(late, async (other) => void (await flip(other, second)));
      meanwhile = (await drain(reader, cursor)).events;
    });
    expect(meanwhile).toEqual([]);
    expect((await arrived(reader, cursor, 2)).map(({ rowId }) => rowId)).toEqual([first, second]);
    await Promise.all([early.end(), late.end(), reader.end()]);
  });

  test('reads the transitions of a row as they happened, though the second act took its number first', {
    timeout: 150_000,
  }, async () => {
    const [first, second, reader] = [connect(), connect(), connect()];
    const { cursor } = await drain(reader, beginning);
    const [offer = ''] = offers;
    await asProgramme(second, async (transaction) => {
      await takeNumber(transaction);
      await asProgramme(first, async (other) => void (await flip(other, offer)));
      await flip(transaction, offer);
    });
    const events = await arrived(reader, cursor, 2);
    expect(events.map(({ rowId }) => rowId)).toEqual([offer, offer]);
    expect(events[1]?.version).toBe((events[0]?.version ?? 0) + 1);
    await Promise.all([first.end(), second.end(), reader.end()]);
  });

  test('sees nothing of what is rolled back', async () => {
    const [sql, reader] = [connect(), connect()];
    const { cursor } = await drain(reader, beginning);
    const [offer = ''] = offers;
    await asProgramme(sql, async (transaction) => {
      await flip(transaction, offer);
      throw new Error('rolled back');
    }).catch(() => undefined);
    expect((await drain(reader, cursor)).events).toEqual([]);
    await Promise.all([sql.end(), reader.end()]);
  });

  test.each(['', '1', '1.2.3', '1.x', "1.2'; drop", '-1.2'])('is refused the cursor %j', async (cursor) => {
    await expect(asReader(served.admin, cursor, 1)).rejects.toThrow('This is no cursor of the feed.');
  });
});
