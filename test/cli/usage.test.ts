import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Programme } from './programme.ts';

let programme: Programme;

beforeAll(async () => {
  programme = await Programme.create();
  await programme.does('migrate');
});
afterAll(() => programme.remove());

const add = ['partner', 'add', '--name', 'Foyer', '--region', '84'];
const landlord = [...add, '--kind', 'SOCIAL_LANDLORD'];

describe('a command that is not written rightly', () => {
  test.each([
    ['no such command', ['sell'], "unknown command 'sell'"],
    ['no such option', ['snapshot', '--all'], "unknown option '--all'"],
    [
      'an option is missing',
      ['key', 'issue', '--label', 'x'],
      "required option '--partner <partner>' not specified",
    ],
    ['no such kind', [...add, '--kind', 'BANK'], 'Allowed choices are SOCIAL_LANDLORD'],
    [
      'a SIRET of zeros',
      [...landlord, '--siret', '00000000000000'],
      'A SIRET is 14 digits with their check digit.',
    ],
    [
      'a wrong check digit',
      [...landlord, '--siret', '99900000300016'],
      'A SIRET is 14 digits with their check digit.',
    ],
    ['no SIRET', landlord, 'Give its --siret'],
    [
      'a département for a region',
      [...landlord, '--siret', '35600000049837', '--region', '15'],
      'A region is one of 84',
    ],
    [
      'a landlord’s contact for care',
      [...landlord, '--siret', '35600000049837', '--contact', 'CARE;x;;a@b.fr'],
      'has no contact for CARE',
    ],
    ['no such day', ['agreement', 'sign', 'x', '--ends-on', '2027-02-30'], 'A day is written yyyy-mm-dd.'],
    ['too long an overlap', ['key', 'roll', 'x', '--overlap', '8d'], 'It is from 1h to 7d'],
    ['a seed that is no number', ['demo', 'load', '--seed', 'many'], 'It is a whole number.'],
  ])('says what is wrong and ends with 2: %s', async (_what, words, sentence) => {
    const { code, out, err } = await programme.run(...words);
    expect(err).toContain(sentence);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect([code, out]).toEqual([2, '']);
  });

  test('says it in JSON where that was asked for', async () => {
    const { code, err } = await programme.run('key', 'revoke', '--json');
    expect(JSON.parse(err)).toEqual({ error: "missing required argument 'key'" });
    expect(code).toBe(2);
  });

  test('help is no error', async () => {
    const { code, out } = await programme.run('--help');
    expect(code).toBe(0);
    expect(out).toContain('partner ');
  });
});

describe('a command that cannot be done', () => {
  test('ends with 1 and a sentence: there is no database yet', async () => {
    const nothing = await Programme.create();
    const { code, out, err } = await nothing.run('partner', 'list');
    expect([code, out]).toEqual([1, '']);
    expect(err).toBe(
      `There is no database in ${nothing.folder} yet: \`npm run cli -- migrate\` creates one, or set DATABASE_URL.\n`,
    );
    await nothing.remove();
  });

  test('ends with 1 and a sentence without the password: the database does not answer', async () => {
    const lost = await Programme.create({ DATABASE_URL: 'postgres://owner:very-secret@127.0.0.1:1/nowhere' });
    const { code, err } = await lost.run('snapshot');
    expect([code, err]).toEqual([
      1,
      'The database cannot be reached (ECONNREFUSED): look at DATABASE_URL.\n',
    ]);
    await lost.remove();
  });

  test('ends with 1 and a sentence: a setting is wrong', async () => {
    const wrong = await Programme.create({ PORT: 'many' });
    const { code, err } = await wrong.run('snapshot', '--json');
    expect([code, JSON.parse(err)]).toEqual([1, { error: 'PORT must be a whole number from 0 to 65535.' }]);
    await wrong.remove();
  });

  test('names the partner that it does not find', async () => {
    const { code, err } = await programme.run('agreement', 'end', 'Personne');
    expect([code, err]).toEqual([1, 'There is no partner with the id, SIRET or name Personne.\n']);
  });
});
