import { randomUUID } from 'node:crypto';
import type { TransactionSql } from 'postgres';
import type { Sql } from '../database/connections.ts';
import type { LinkedTable } from './control/linkedTable.ts';
import { type Figure, type Told, toldOf } from './control/republish.ts';
import { type Standing, withheldNow } from './publication.ts';
import { type Counts, countsByKey, linkedTableOf, linkedTables } from './questions/linkedTables.ts';
import { figureRows, rowCells } from './questions/rows.ts';
import type { CountedTally, LinkedTableShape } from './questions/shape.ts';
import type { LinkedTableName } from './questions.values.ts';

/** What became of a linked table in one count. */
export interface CountedTable {
  linkedTable: LinkedTableName;
  /** Figures that it would tell. */
  cells: number;
  /** Of these, too small to tell, and withheld with them. Null when it is held. */
  primary: number | null;
  complementary: number | null;
  /** Day of the figures that are read from now on. */
  asOf: string;
  held: boolean;
}

export class CountUnderWay extends Error {
  override readonly name = 'CountUnderWay';
}

/** Of one sort or hash: at 100,000 families the counts would otherwise go through the disk. */
const workMemory = '64MB';

/** Begins the one transaction that sees the programme at one instant. */
const oneInstant = 'isolation level repeatable read';

/**
 * Counts the programme and publishes what may be told of it, in one transaction as the role `snapshot`, whose reads are all of the same
 * instant. What is withheld is not kept either. `sql` must be allowed to take that role. Throws while another count is under way.
 */
export async function takeSnapshot(connection: Sql): Promise<CountedTable[]> {
  return connection.begin(oneInstant, async (sql) => {
    await sql`set local role snapshot`;
    await sql.unsafe(`set local work_mem = '${workMemory}'`);
    const [lock] = await sql`select pg_try_advisory_xact_lock(hashtext('reinstalles snapshot')) as free`;
    if (!lock?.free) throw new CountUnderWay('Another count is under way.');
    const counted: CountedTable[] = [];
    for (const table of linkedTables) counted.push(await countTable(sql, table));
    return counted;
  });
}

async function countTable(sql: TransactionSql, shape: LinkedTableShape): Promise<CountedTable> {
  const counts = await countsOf(sql, shape);
  const table = linkedTableOf(shape, counts);
  const standing = await standingOf(sql, shape.name);
  const withheld = await withheldNow(table, standing);
  const { today, newest } = standing;
  const id = withheld ? await publish(sql, { shape, counts, table, withheld, today }) : newest?.id;
  const asOf = withheld ? today : (newest?.asOf ?? today);
  await sql`insert into public.countings (id, linked_table, counted_on, publication_id, as_of, held)
    values (${randomUUID()}, ${shape.name}, ${today}, ${id ?? null}, ${asOf}, ${!withheld})`;
  return {
    linkedTable: shape.name,
    ...lossOf(rowCells(shape, table, counts), withheld),
    asOf,
    held: !withheld,
  };
}

type RowCells = ReturnType<typeof rowCells>;

const shownOf = (rows: RowCells, withheld: ReadonlySet<string>) =>
  rows.filter(({ key, served, isTooSmall }) => served && !isTooSmall && !withheld.has(key));

function lossOf(rows: RowCells, withheld: ReadonlySet<string> | null) {
  const cells = rows.length;
  if (!withheld) return { cells, primary: null, complementary: null };
  const primary = rows.filter(({ isTooSmall }) => isTooSmall).length;
  return { cells, primary, complementary: cells - primary - shownOf(rows, withheld).length };
}

async function countsOf(sql: TransactionSql, { questions }: LinkedTableShape): Promise<Counts> {
  const counts = new Map<string, CountedTally>();
  for (const shape of questions) {
    const tallies = await sql.unsafe<CountedTally[]>(
      shape.sql,
      (shape.parameters ?? []).map((list) => [...list]),
    );
    for (const [key, tally] of countsByKey(shape, tallies)) counts.set(key, tally);
  }
  return counts;
}

async function standingOf(sql: TransactionSql, name: LinkedTableName): Promise<Standing> {
  const [now] = await sql<{ today: string }[]>`select access.today()::text as today`;
  const [newest] = await sql<{ id: string; asOf: string }[]>`
    select id, as_of::text as "asOf" from public.publications where linked_table = ${name} order by as_of desc limit 1`;
  return { today: now?.today ?? '', newest, told: await toldBefore(sql, name) };
}

/** What each publication of a linked table told, the newest first. */
async function toldBefore(sql: TransactionSql, name: LinkedTableName): Promise<Told[]> {
  const figures = await sql<(Figure & { publicationId: string; cell: string })[]>`
    select t.publication_id as "publicationId", t.cell, t.families, t.persons
    from public.told_figures t join public.publications p on p.id = t.publication_id
    where p.linked_table = ${name} order by p.as_of desc`;
  const told = new Map<string, Map<string, Figure>>();
  for (const { publicationId, cell, families, persons } of figures) {
    const ofPublication = told.get(publicationId) ?? new Map<string, Figure>();
    told.set(publicationId, ofPublication.set(cell, { families, persons }));
  }
  return [...told.values()];
}

interface Publishing {
  shape: LinkedTableShape;
  counts: Counts;
  table: LinkedTable;
  withheld: ReadonlySet<string>;
  today: string;
}

async function publish(
  sql: TransactionSql,
  { shape, counts, table, withheld, today }: Publishing,
): Promise<string> {
  const id = randomUUID();
  await sql`insert into public.publications (id, linked_table, as_of) values (${id}, ${shape.name}, ${today})`;
  const shown = new Set(shownOf(rowCells(shape, table, counts), withheld).map(({ key }) => key));
  const rows = shape.questions.flatMap((question) => figureRows(question, counts, shown));
  await sql.unsafe(insertFigures, [id, JSON.stringify(rows)]);
  const told = [...toldOf(table, withheld)].map(([cell, figure]) => ({ cell, ...figure }));
  await sql.unsafe(insertTold, [id, JSON.stringify(told)]);
  return id;
}

const insertFigures = `
  insert into public.figures (id, publication_id, question, position, measure, region_code, journey, typology, rome_domain, contract,
    sex, step, families, persons, amount, median_days, family_target, person_target, suppressed)
  select gen_random_uuid(), $1::uuid, question, position, measure, "regionCode", journey, typology, "romeDomain", contract,
    sex, step, families, persons, amount, "medianDays", "familyTarget", "personTarget", suppressed
  from json_to_recordset($2::text::json) as r (question text, position int, measure text, "regionCode" text, journey text, typology text,
    "romeDomain" text, contract text, sex text, step text, families int, persons int, amount int, "medianDays" int,
    "familyTarget" int, "personTarget" int, suppressed boolean)`;

const insertTold = `
  insert into public.told_figures (publication_id, cell, families, persons)
  select $1::uuid, cell, families, persons from json_to_recordset($2::text::json) as r (cell text, families int, persons int)`;
