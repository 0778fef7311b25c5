import { rm } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { apiUrl, loginPassword } from '../../src/database/apiLogin.ts';
import { connectAdmin, connectApi, type Sql } from '../../src/database/connections.ts';
import { type Embedded, startEmbedded } from '../../src/database/embedded.ts';
import { migrate } from '../../src/database/migrate.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { migrationsFolder } from './folders.ts';
import { output, start } from './otherProcess.ts';

// A cluster of its own: these tests drop and create roles, which belong to the whole cluster.
const secret = Buffer.alloc(32, 1);
const roles = ['api_login', 'api_one', 'api_two', 'programme', 'owner'];
let folder: string;
let embedded: Embedded;
let cluster: Sql;

const createRoles = roles
  .slice(0, 4)
  .map((role) => {
    const attributes = role === 'api_login' ? 'login noinherit' : 'nologin';
    return `do $$ begin create role ${role} ${attributes};
      exception when duplicate_object or unique_violation then null; end $$;
      alter role ${role} ${attributes};`;
  })
  .join('\n')
  .concat('grant api_one, api_two to api_login;');
const createTables = `create table families (size int);
  --> statement-breakpoint
  create function close_family() returns void language sql security definer return null;
  --> statement-breakpoint
  grant create on schema public to programme;
  --> statement-breakpoint
  alter function close_family() owner to programme;`;

beforeAll(async () => {
  folder = await temporaryFolder('reinstalles-folder-');
  embedded = await startEmbedded(folder, { durable: false });
  cluster = connectAdmin(embedded.url);
});

afterAll(async () => {
  await cluster.end();
  await embedded.stop();
  await rm(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  await cluster.unsafe('create database first');
  await cluster.unsafe('create database second');
});

afterEach(async () => {
  await cluster.unsafe('drop database first with (force)');
  await cluster.unsafe('drop database second with (force)');
  for (const role of roles) await cluster.unsafe(`drop role if exists ${role}`);
});

function addressOf(database: string, user?: string): string {
  const url = new URL(embedded.url);
  url.pathname = database;
  if (user) [url.username, url.password] = [user, user];
  return url.href;
}

async function currentUser(url: string): Promise<unknown> {
  const sql = connectApi(url, { size: 1 });
  try {
    return (await sql`select current_user as name`)[0]?.name;
  } finally {
    await sql.end();
  }
}

describe('migrating', () => {
  test('applies what is missing, once, and names it', async () => {
    const migrations = await migrationsFolder(createRoles, createTables);
    const url = addressOf('first');
    const names = ['20260101000000_step', '20260101000001_step'];
    expect(await migrate(url, { secret, folder: migrations })).toEqual({ applied: names });
    expect(await migrate(url, { secret, folder: migrations })).toEqual({ applied: [] });
  });

  test('leaves nothing of a set of migrations of which one fails', async () => {
    const migrations = await migrationsFolder(createTables.split('-->')[0] ?? '', 'select 1 / 0');
    await expect(migrate(addressOf('first'), { secret, folder: migrations })).rejects.toThrow();
    const sql = connectAdmin(addressOf('first'));
    expect(await sql`select to_regclass('families') as present`).toEqual([{ present: null }]);
    await sql.end();
  });

  test('twice at once, from two processes, applies everything once', async () => {
    const migrations = await migrationsFolder(createRoles, createTables);
    const url = addressOf('first');
    const both = [1, 2].map(() => output(start('migratorProgram.ts', url, migrations)));
    const applied = (await Promise.all(both)).map((line) => JSON.parse(line).length);
    expect(applied.sort()).toEqual([0, 2]);
  });

  test('two databases of one cluster at once, with the same roles, succeeds in both', async () => {
    const migrations = await migrationsFolder(createRoles, createTables);
    const both = ['first', 'second'].map((database) =>
      output(start('migratorProgram.ts', addressOf(database), migrations)),
    );
    const applied = (await Promise.all(both)).map((line) => JSON.parse(line).length);
    expect(applied).toEqual([2, 2]);
  });

  test('starts again when another database changes the same role at the same moment', async () => {
    await cluster.unsafe('create role programme');
    const rival = connectAdmin(addressOf('second'));
    await rival.unsafe('begin; alter role programme nologin');
    const migrating = migrate(addressOf('first'), { secret, folder: await migrationsFolder(createRoles) });
    await expect.poll(() => cluster`select from pg_locks where not granted`).toHaveLength(1);
    await rival.unsafe('commit');
    expect((await migrating).applied).toHaveLength(1);
    await rival.end();
  });

  test('needs no superuser: the owner of the database, who may create roles, is enough', async () => {
    await cluster.unsafe(`create role owner login createrole password 'owner'`);
    await cluster.unsafe('alter database first owner to owner');
    const migrations = await migrationsFolder(createRoles, createTables);
    const url = addressOf('first', 'owner');
    expect((await migrate(url, { secret, folder: migrations })).applied).toHaveLength(2);
    expect(await currentUser(apiUrl(url, secret, { apiDatabaseUrl: undefined }))).toBe('api_login');
  });

  test('says where it looked when there is no migration', async () => {
    await expect(migrate(addressOf('first'), { secret, folder: '/nowhere' })).rejects.toThrow(
      'There are no migrations in /nowhere.',
    );
  });
});

describe('the login of requests', () => {
  test('gets the password that every process derives from the secret', async () => {
    const url = addressOf('first');
    await migrate(url, { secret, folder: await migrationsFolder(createRoles) });
    expect(await currentUser(apiUrl(url, secret, { apiDatabaseUrl: undefined }))).toBe('api_login');
    const other = apiUrl(url, Buffer.alloc(32, 2), { apiDatabaseUrl: undefined });
    await expect(currentUser(other)).rejects.toThrow('password authentication failed');
  });

  test('gets the password that API_DATABASE_URL gives it', async () => {
    const url = addressOf('first');
    const apiDatabaseUrl = addressOf('first').replace(/\/\/.*@/, '//api_login:chosen%2Fby%20hand@');
    const chosen = loginPassword(secret, { apiDatabaseUrl });
    await migrate(url, { secret, loginPassword: chosen, folder: await migrationsFolder(createRoles) });
    expect(chosen).toBe('chosen/by hand');
    expect(await currentUser(apiUrl(url, secret, { apiDatabaseUrl }))).toBe('api_login');
  });

  test('is left as it is when requests come in under another name', async () => {
    const another = { apiDatabaseUrl: addressOf('first', 'pooled') };
    const chosen = loginPassword(secret, another);
    await migrate(addressOf('first'), {
      secret,
      loginPassword: chosen,
      folder: await migrationsFolder(createRoles),
    });
    const [login] = await cluster`select rolpassword from pg_authid where rolname = 'api_login'`;
    expect(chosen).toBeNull();
    expect(login?.rolpassword).toBeNull();
  });
});
