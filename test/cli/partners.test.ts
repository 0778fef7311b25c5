import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keyLeakPattern } from '../../src/access/keys.ts';
import { Programme, type RunningServer } from './programme.ts';

let programme: Programme;
let server: RunningServer;
let landlord: string;
let key: string;

const viewer =
  '{ viewer { audience scopes partner { name siret contacts { purpose phone } } agreement { status } } }';
const statusOf = (secret: string) => async () => (await server.ask(secret, '{ viewer { audience } }')).status;
/** A server remembers a key for five seconds. */
const soon = { interval: 250 };

beforeAll(async () => {
  programme = await Programme.create();
  server = await programme.serve();
  const foyer = ['--name', 'Foyer cantalien', '--kind', 'SOCIAL_LANDLORD', '--siret', '99900000300015'];
  const contact = ['--contact', 'HOUSING;Service logement;+33471000000;'];
  landlord =
    (await programme.does('partner', 'add', ...foyer, '--region', '84', '--region', '76', ...contact)).id ??
    '';
  await programme.does('agreement', 'sign', landlord, '--signed-on', '2026-01-01');
  key = (await programme.does('key', 'issue', '--partner', landlord, '--label', 'gestion')).key ?? '';
});
afterAll(() => programme.remove());

describe('beside a running server, the operator', () => {
  test('adds a partner, its agreement and its key, and the partner is served', async () => {
    expect((await server.ask(key, viewer)).data).toEqual({
      viewer: {
        audience: 'LANDLORD',
        scopes: ['HOUSING_READ', 'HOUSING_WRITE'],
        partner: {
          name: 'Foyer cantalien',
          siret: '99900000300015',
          contacts: [{ purpose: 'HOUSING', phone: '+33471000000' }],
        },
        agreement: { status: 'IN_FORCE' },
      },
    });
  });

  test('lists partners, for people and for machines', async () => {
    const { out } = await programme.run('partner', 'list', '--audience', 'LANDLORD');
    expect(out).toMatch(/^id +audience +kind +name/);
    expect(out).toContain('Foyer cantalien');
    const [listed] = await programme.does<object[]>('partner', 'list');
    expect(listed).toMatchObject({ id: landlord, regions: ['76', '84'], agreement: 'IN_FORCE', liveKeys: 1 });
  });

  test('gives La Poste, whose SIRETs have a rule of their own, a place like others', async () => {
    const { code } = await programme.run(
      ...[
        'partner',
        'add',
        '--name',
        'La Poste',
        '--kind',
        'EMPLOYER',
        '--siret',
        '35600000049837',
        '--region',
        '84',
      ],
    );
    expect(code).toBe(0);
  });

  test('cannot add the same organisation twice to one audience', async () => {
    const again = await programme.run(
      ...[
        'partner',
        'add',
        '--name',
        'Foyer',
        '--kind',
        'SOCIAL_LANDLORD',
        '--siret',
        '99900000300015',
        '--region',
        '84',
      ],
    );
    expect(again).toEqual({
      code: 1,
      out: '',
      err: `There is a partner of audience LANDLORD with this SIRET already: ${landlord}.\n`,
    });
  });

  test('suspends a partner, whose key is then as good as none, until that is lifted', async () => {
    await programme.does('partner', 'suspend', 'Foyer cantalien');
    await expect.poll(statusOf(key), soon).toBe(401);
    await programme.does('partner', 'suspend', landlord, '--lift');
    expect(await statusOf(key)()).toBe(200);
  });

  test('gives a region one care gateway, which must be a health partner', async () => {
    const add = (name: string, siret: string) =>
      programme.does(
        'partner',
        'add',
        '--name',
        name,
        '--kind',
        'HEALTH_FACILITY',
        '--siret',
        siret,
        '--region',
        '84',
      );
    await add('Clinique du Puy', '99900000500010');
    await add('Maison de santé', '99900000600018');
    await programme.does('partner', 'care-gateway', 'Clinique du Puy', '--region', '84');
    await programme.does('partner', 'care-gateway', 'Maison de santé', '--region', '84');
    const listed = await programme.does<object[]>('partner', 'list', '--audience', 'HEALTH');
    expect(listed).toMatchObject([
      { name: 'Clinique du Puy', careGatewayOf: [] },
      { name: 'Maison de santé', careGatewayOf: ['84'] },
    ]);
    const { code, err } = await programme.run('partner', 'care-gateway', landlord, '--region', '84');
    expect([code, err]).toEqual([
      1,
      'Foyer cantalien is of audience LANDLORD: only a health partner can be a care gateway.\n',
    ]);
  });
});

describe('a key', () => {
  test('is alone on standard output, once, and nothing keeps it', async () => {
    const { code, out, err } = await programme.run('key', 'issue', '--partner', landlord, '--label', 'essai');
    expect(code).toBe(0);
    expect(out.replace(keyLeakPattern, 'KEY')).toBe('KEY\n');
    expect(err).toContain('It is shown this once.');
    expect(err).not.toContain(out.trim());
    expect((await programme.run('key', 'list')).out).not.toMatch(keyLeakPattern);
  });

  test('has the scopes that it was given, and no other partner’s', async () => {
    const reading = ['--partner', landlord, '--label', 'lecture', '--scope', 'housing:read'];
    const { key: narrow = '' } = await programme.does('key', 'issue', ...reading);
    expect((await server.ask(narrow, '{ viewer { scopes } }')).data).toEqual({
      viewer: { scopes: ['HOUSING_READ'] },
    });
    const { code, err } = await programme.run(
      ...['key', 'issue', '--partner', landlord, '--label', 'x', '--scope', 'care:read'],
    );
    expect([code, err]).toEqual([
      2,
      'The scopes of a key of audience LANDLORD are housing:read, housing:write.\n',
    ]);
  });

  test.each([
    ['2999-01-01', '--expires is more than 12 months from now.\n'],
    ['2017-01-01', '--expires is in the past.\n'],
  ])('does not last until %s', async (day, sentence) => {
    const { code, err } = await programme.run(
      'key',
      'issue',
      '--partner',
      landlord,
      '--label',
      'x',
      '--expires',
      day,
    );
    expect([code, err]).toEqual([2, sentence]);
  });

  test('is rolled with an overlap, in which both work; one that is revoked works no more', async () => {
    const old = await programme.does('key', 'issue', '--partner', landlord, '--label', 'à changer');
    const next = await programme.does('key', 'roll', (old.id ?? '').slice(0, 8), '--overlap', '1h');
    expect(next).toMatchObject({ replaces: old.id, label: 'à changer' });
    const hoursLeft = (Date.parse(next.replacedUntil ?? '') - Date.now()) / 3_600_000;
    expect(hoursLeft).toBeGreaterThan(0.9);
    expect(hoursLeft).toBeLessThanOrEqual(1);
    expect(await statusOf(old.key ?? '')()).toBe(200);
    expect(await statusOf(next.key ?? '')()).toBe(200);
    await programme.does('key', 'revoke', old.id ?? '');
    await expect.poll(statusOf(old.key ?? ''), soon).toBe(401);
    expect(await statusOf(next.key ?? '')()).toBe(200);
    const { code, err } = await programme.run('key', 'roll', old.id ?? '');
    expect([code, err]).toEqual([1, `There is no live key ${old.id}: \`key list\` shows them.\n`]);
  });
});

describe('the end of an agreement', () => {
  const home = {
    ...{ communeCode: '15014', typology: 'T4', kind: 'APARTMENT', surfaceM2: 80, floor: 1, lift: false },
    ...{ accessibility: 'NONE', energyClass: 'D', furnished: false, rentCents: 45_000, chargesCents: 6_000 },
    ...{
      depositCents: 45_000,
      leaseForm: 'DIRECT',
      minOccupants: 3,
      maxOccupants: 6,
      availableFrom: '2026-12-01',
    },
    ...{ address: '3 rue des Carmes', externalReference: 'A-1' },
  };
  const readOffers = () => server.ask(key, '{ housingOffers { edges { node { status } } } }');

  test('withdraws what lives of the partner, and leaves it its viewer', async () => {
    const create = `mutation Create($input: CreateHousingOfferInput!) {
      createHousingOffer(input: $input) { errors { code } } }`;
    const created = await server.ask(key, create, { input: { ...home, idempotencyKey: randomUUID() } });
    expect(created.data).toEqual({ createHousingOffer: { errors: [] } });

    await programme.does('agreement', 'end', landlord);
    await expect
      .poll(async () => (await readOffers()).errors[0]?.extensions.code, soon)
      .toBe('AGREEMENT_NOT_IN_FORCE');
    expect((await server.ask(key, '{ viewer { agreement { status } } }')).data).toEqual({
      viewer: { agreement: { status: 'ENDED' } },
    });

    await programme.does('agreement', 'sign', landlord);
    await expect
      .poll(async () => (await readOffers()).data, soon)
      .toEqual({ housingOffers: { edges: [{ node: { status: 'WITHDRAWN' } }] } });
  });

  test('is refused where there is none, and a second agreement where there is one', async () => {
    const second = await programme.run('agreement', 'sign', landlord);
    expect([second.code, second.err]).toEqual([
      1,
      'Foyer cantalien has an agreement for some of these days already: end it first.\n',
    ]);
    const { code, err } = await programme.run('agreement', 'end', 'La Poste');
    expect([code, err]).toEqual([1, 'La Poste has no agreement to end.\n']);
  });
});
