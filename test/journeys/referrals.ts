import { randomUUID } from 'node:crypto';
import type { Partner } from '../partner.ts';
import type { Served } from '../served.ts';
import { addFamily, type FamilyOptions, type Member, type TestFamily } from './people.ts';

/** A referral as its recipient reads it. */
export interface Referral {
  id: string;
  version: number;
  status: string;
  sentOn: string;
  person: { givenName: string; phone: string | null } | null;
  contact: { name: string; phone: string | null } | null;
  family: object | null;
  nextAppointmentOn: string | null;
}

/** A member as its coordinator names it. */
export interface Known extends Member {
  sealed: string;
}

export interface Refusal {
  code: string;
  path: string[];
  message: string;
}

const whole =
  'id version status sentOn person { givenName familyName phone birthDate sex } contact { name phone language } family { languages interpreterNeeded } interpreterLanguage transportNeeded nextAppointmentOn declineReason';

export function first<Item>(items: readonly Item[] | undefined): Item {
  const item = items?.[0];
  if (item === undefined) throw new Error('there is none');
  return item;
}

const codes = (payload: Record<string, unknown>) =>
  (payload.errors as Refusal[]).map(({ code, path }) => [code, path.at(-1)]);

/** An act that may be refused: the codes, each with the field that it is about. */
export async function attempt(partner: Partner, mutation: string, input: object) {
  return codes(await partner.act(mutation, { idempotencyKey: randomUUID(), ...input }));
}

/** The newest first. */
export async function referralsOf(partner: Partner): Promise<Referral[]> {
  const { careReferrals } = await partner.read(
    `{ careReferrals(first: 100) { edges { node { ${whole} } } } }`,
  );
  return careReferrals.edges.map(({ node }: { node: Referral }) => node);
}

export const newestOf = async (partner: Partner) => first(await referralsOf(partner));

export const versionOf = ({ id, version }: { id: string; version: number }) => ({
  id,
  expectedVersion: version,
});

export async function moved(partner: Partner, referral: Referral, status: string, more: object = {}) {
  const input = { ...versionOf(referral), status, ...more };
  const { careReferral } = await partner.does('updateCareStatus', input, `careReferral { ${whole} }`);
  return careReferral as Referral;
}

/** Passes a referral on to the health partner of that name. */
export async function redirected(partner: Partner, referral: Referral, name: string) {
  const { healthPartners } = await partner.read('{ healthPartners { edges { node { id name } } } }');
  const edges: { node: { id: string; name: string } }[] = healthPartners.edges;
  const to = first(edges.filter(({ node }) => node.name === name)).node.id;
  const input = { ...versionOf(referral), to };
  const { careReferral } = await partner.does('redirectReferral', input, `careReferral { ${whole} }`);
  return careReferral as Referral;
}

const familyQuery = (selection: string) =>
  `query($reference: String) { families(filter: { reference: $reference }) { edges { node { ${selection} } } } }`;

/** The members of a family in the order in which they were written. */
export async function known(coordinator: Partner, family: TestFamily): Promise<Known[]> {
  const { families } = await coordinator.read(familyQuery('persons { id identity { givenName } }'), {
    reference: family.reference,
  });
  const persons: { id: string; identity: { givenName: string } }[] = families.edges[0].node.persons;
  return [...family.adults, ...family.children].map((member) => ({
    ...member,
    sealed: first(persons.filter(({ identity }) => identity.givenName === member.givenName)).id,
  }));
}

/** What the coordinator reads of the family's care: one status for each person referred. */
export async function careStatusOf(coordinator: Partner, family: TestFamily): Promise<object[]> {
  const selection =
    'careStatus { overall since actionNeeded support { on transportNeeded interpreterLanguage } }';
  const { families } = await coordinator.read(familyQuery(selection), { reference: family.reference });
  return families.edges[0].node.careStatus;
}

export async function consents(coordinator: Partner, person: Known, giver: Known = person, purpose = 'CARE') {
  const { consent } = await coordinator.does(
    'recordConsent',
    {
      personId: person.sealed,
      givenByPersonId: giver.sealed,
      purpose,
      form: 'ORAL_INTERPRETED',
      language: 'apc',
    },
    'consent { id version inForce expiresOn }',
  );
  return consent as { id: string; version: number; inForce: boolean; expiresOn: string };
}

export async function refer(coordinator: Partner, person: Known) {
  const { sentReferral } = await coordinator.does(
    'referToCare',
    { personId: person.sealed, transportNeeded: true, interpreterLanguage: 'apc' },
    'sentReferral { id sentOn }',
  );
  return sentReferral as { id: string; sentOn: string };
}

export interface CareScene {
  served: Served;
  coordinator: Partner;
  /** Another region's. */
  elsewhere: Partner;
  /** Takes or passes on what the coordinator refers. */
  gateway: Partner;
  /** Named La clinique. */
  clinic: Partner;
  bystander: Partner;
}

export async function careScene(served: Served): Promise<CareScene> {
  return {
    served,
    coordinator: await served.add('COORDINATOR'),
    elsewhere: await served.add('COORDINATOR', { regions: ['76'] }),
    gateway: await served.add('HEALTH', { name: 'La porte', careGateway: true }),
    clinic: await served.add('HEALTH', { name: 'La clinique' }),
    bystander: await served.add('HEALTH', { name: 'Le voisin' }),
  };
}

export async function familyOf({ served, coordinator }: CareScene, options: Partial<FamilyOptions> = {}) {
  const family = await addFamily(served.admin, { followedBy: coordinator.id, ...options });
  return { family, members: await known(coordinator, family) };
}

/** A family whose first adult consented and was referred: it is at the gateway now. */
export async function referred(scene: CareScene) {
  const { coordinator, gateway } = scene;
  const { family, members } = await familyOf(scene);
  const person = first(members);
  const consent = await consents(coordinator, person);
  const sent = await refer(coordinator, person);
  return { family, person, consent, sent, referral: await newestOf(gateway) };
}
