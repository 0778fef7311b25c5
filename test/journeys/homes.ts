import type { Partner } from '../partner.ts';

const aurillac = '15014';

/** A home in Aurillac for 3 to 6, as a landlord posts it. */
export const home = {
  communeCode: aurillac,
  address: '3 rue des Carmes',
  typology: 'T4',
  kind: 'APARTMENT',
  surfaceM2: 80,
  floor: 1,
  lift: false,
  accessibility: 'NONE',
  energyClass: 'D',
  furnished: false,
  rentCents: 45_000,
  chargesCents: 6_000,
  depositCents: 45_000,
  leaseForm: 'DIRECT',
  minOccupants: 3,
  maxOccupants: 6,
  availableFrom: '2026-12-01',
};

const person = (role: string, sex: string, givenName: string, birthDate: string) => ({
  role,
  sex,
  givenName,
  familyName: 'Al-Khatib',
  birthDate,
});

/** Two adults, two children; one of whom is under 6 for years to come. */
const members = [
  { ...person('HEAD', 'MALE', 'Yousef', '1984-03-02'), phone: '+33612345678', nationality: 'SY' },
  person('SPOUSE', 'FEMALE', 'Rima', '1987-07-11'),
  person('CHILD', 'FEMALE', 'Lina', '2014-05-20'),
  person('CHILD', 'MALE', 'Sami', '2024-01-09'),
];

export const household = {
  origin: 'RESETTLED',
  languages: ['apc'],
  interpreterNeeded: true,
  accessibilityNeed: 'NONE',
  countryOfAsylum: 'LB',
  persons: members,
  preferences: [{ kind: 'DEPARTEMENT', value: '15', must: false }],
};

export interface RegisteredFamily {
  id: string;
  version: number;
  adults: { id: string; version: number }[];
}

/** A family registered by this coordinator and allocated to its region. */
export async function registerFamily(
  coordinator: Partner,
  regionCode = '84',
  changes: object = {},
): Promise<RegisteredFamily> {
  const registered = await coordinator.does(
    'registerFamily',
    { ...household, ...changes },
    'family { id version persons { id role } }',
  );
  const { family } = await coordinator.does(
    'advanceFamily',
    { id: registered.family.id, expectedVersion: registered.family.version, to: 'ALLOCATED', regionCode },
    'family { id version persons { id role version } }',
  );
  const adults = ['HEAD', 'SPOUSE'].flatMap((wanted) =>
    family.persons.filter(({ role }: { role: string }) => role === wanted),
  );
  return { id: family.id, version: family.version, adults };
}

/** Consents of one person, each signed today. */
export async function consent(
  coordinator: Partner,
  personId: string,
  ...purposes: string[]
): Promise<{ id: string; version: number }[]> {
  const given = [];
  for (const purpose of purposes) {
    const input = { personId, givenByPersonId: personId, purpose, form: 'ORAL_INTERPRETED', language: 'apc' };
    given.push((await coordinator.does('recordConsent', input, 'consent { id version }')).consent);
  }
  return given;
}

/** A published home of this landlord. */
export async function publishHome(
  landlord: Partner,
  changes: object = {},
): Promise<{ id: string; version: number }> {
  const created = await landlord.does(
    'createHousingOffer',
    { ...home, ...changes },
    'housingOffer { id version }',
  );
  const published = await landlord.does(
    'publishHousingOffer',
    { id: created.housingOffer.id, expectedVersion: created.housingOffer.version },
    'housingOffer { id version }',
  );
  return published.housingOffer;
}

const state = 'housingProposal { id version status }';

/** A proposal of that home that the family has accepted and the landlord has been sent. */
export async function sendProposal(
  coordinator: Partner,
  family: RegisteredFamily,
  landlordsOfferReference: string,
) {
  const offer = await offerSeenBy(coordinator, landlordsOfferReference);
  const proposed = await coordinator.does(
    'proposeHousing',
    {
      familyId: family.id,
      offerId: offer.id,
      leaseholderIds: family.adults.map(({ id }) => id),
      guarantee: 'VISALE',
      monthlyResourcesCents: 160_000,
      socialHousingNumber: '0151234567890',
      programmeContact: 'Aurore Aurillac, +33471000000',
    },
    state,
  );
  const accepted = await coordinator.does(
    'recordFamilyAnswer',
    { ...move(proposed.housingProposal), answer: 'ACCEPTED' },
    state,
  );
  const sent = await coordinator.does('sendProposalToLandlord', move(accepted.housingProposal), state);
  return sent.housingProposal;
}

export const move = ({ id, version }: { id: string; version: number }) => ({ id, expectedVersion: version });

/** The coordinator's own id of an offer, found by the landlord's reference. */
export async function offerSeenBy(
  coordinator: Partner,
  externalReference: string,
): Promise<{ id: string; version: number }> {
  const { housingOffers } = await coordinator.read(
    '{ housingOffers(first: 100) { edges { node { id version externalReference } } } }',
  );
  const edge = housingOffers.edges.find(
    ({ node }: { node: { externalReference: string } }) => node.externalReference === externalReference,
  );
  if (!edge) throw new Error(`no offer ${externalReference}`);
  return edge.node;
}
